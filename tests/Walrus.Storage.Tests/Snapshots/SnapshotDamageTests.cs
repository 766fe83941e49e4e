using Walrus.Storage.Devices;
using Walrus.Storage.Snapshots;
using Walrus.Storage.Tests.Devices;

namespace Walrus.Storage.Tests.Snapshots;

public sealed class SnapshotDamageTests
{
    private const string Name = "snapshot-00000000000000000005";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_changed_or_missing_byte_shows()
    {
        byte[] whole = await BytesAsync();
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x04;
            await Assert.ThrowsAnyAsync<StorageException>(() => ReadAsync(changed));
            await Assert.ThrowsAsync<SnapshotDamagedException>(() => ReadAsync(whole[..at]));
        }

        await Assert.ThrowsAsync<SnapshotDamagedException>(() => ReadAsync([.. whole, 0]));
        Assert.Equal(2, await ReadAsync(whole));
    }

    [Fact]
    public async Task Another_version_is_refused_as_such()
    {
        byte[] bytes = await BytesAsync();
        bytes[7] = (byte)'2';
        StorageFormatException refused = await Assert.ThrowsAsync<StorageFormatException>(() => ReadAsync(bytes));
        Assert.Contains("version 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bytes_are_those_of_the_documentation() => Assert.Equal(
        "57414C534E415031" + "03000000" + "00000000" + "616263" + "00000000" + "00000000" + "FFFFFFFF" + "00000000" + "0200000000000000",
        Mask(await BytesAsync()));

    [Fact]
    public async Task A_crash_at_any_byte_or_a_power_cut_leaves_only_whole_ones()
    {
        RecordingDevice device = new();
        LocalLedgerSnapshots store = new(device);
        for (int position = 1; position <= 4; position++)
            await store.WriteAsync(position, Frames(position), Cancel);
        for (int changes = 0; changes < device.Count; changes++)
        {
            for (int bytes = 0; bytes == 0 || bytes < device.LengthOf(changes); bytes++)
                await CheckAsync(device.After(changes, bytes));
        }

        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            await CheckAsync(device.AfterPowerCut(random.Next(device.Count + 1), random));
        }

        static async Task CheckAsync(MemoryDevice disk)
        {
            LocalLedgerSnapshots after = new(disk);
            foreach (long position in await after.ListAsync(Cancel))
            {
                int frames = 0;
                await foreach (ReadOnlyMemory<byte> frame in after.ReadAsync(position, Cancel))
                    Assert.Equal(position, frame.Span[frames++]);
                Assert.Equal(2, frames);
            }

            await after.WriteAsync(9, Frames(9), Cancel);
            Assert.Equal(9, (await after.ListAsync(Cancel))[0]);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Frames(int position) => [new byte[] { (byte)position, 0 }, new byte[] { 0, (byte)position }];

    private static async Task<byte[]> BytesAsync()
    {
        MemoryDevice device = new();
        await new LocalLedgerSnapshots(device).WriteAsync(5, [Bytes.Of("abc"), Bytes.Of("")], Cancel);
        return device.Read(Name);
    }

    private static async Task<int> ReadAsync(byte[] bytes)
    {
        MemoryDevice device = new();
        device.Replace(Name, bytes);
        int frames = 0;
        await foreach (ReadOnlyMemory<byte> _ in new LocalLedgerSnapshots(device).ReadAsync(5, Cancel))
            frames++;
        return frames;
    }

    // Checksums are tested where they are made; here the places count.
    private static string Mask(byte[] bytes)
    {
        foreach (int at in new[] { 12, 23, 31 })
            bytes.AsSpan(at, 4).Clear();
        return Convert.ToHexString(bytes);
    }
}
