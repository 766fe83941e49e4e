using Walrus.Core.Identifiers;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Tests.Checkpoints;

public sealed class CheckpointStoreTests
{
    private readonly MemoryDevice _device = new();

    public static TheoryData<string> Kinds => ["local", "memory"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Hand_overs_stay_and_the_newest_checkpoint_counts(string kind)
    {
        await using ICheckpointStore store = kind == "local" ? new LocalCheckpointStore(_device) : new MemoryCheckpointStore();
        Assert.Null(await store.FindNewestAsync());
        Assert.Null(await store.FindHandoverAsync(new Epoch(1)));
        await store.PutHandoverAsync(new Epoch(1), new byte[] { 1, 2, 3 });
        await store.PutHandoverAsync(new Epoch(2), new byte[] { 4 });
        await store.PutHandoverAsync(new Epoch(1), new byte[] { 9 });
        await store.PutCheckpointAsync(5, new byte[] { 5, 5 });
        await store.PutCheckpointAsync(7, new byte[] { 7 });
        await store.PutCheckpointAsync(6, new byte[] { 6, 6, 6 });
        Assert.Equal([9], await store.FindHandoverAsync(new Epoch(1)));
        Assert.Equal([4], await store.FindHandoverAsync(new Epoch(2)));
        Assert.Null(await store.FindHandoverAsync(new Epoch(3)));
        Assert.Equal([new Epoch(1), new Epoch(2)], store.ListHandovers().Order());
        Assert.Equal([7], await store.FindNewestAsync());
    }

    [Fact]
    public async Task What_was_kept_is_there_after_a_restart()
    {
        using TemporaryFolder folder = new();
        await using (LocalCheckpointStore store = new(folder.Path))
        {
            await store.PutHandoverAsync(new Epoch(1), new byte[] { 1 });
            await store.PutCheckpointAsync(3, new byte[] { 3 });
            await store.PutCheckpointAsync(4, new byte[] { 4 });
        }

        await using LocalCheckpointStore again = new(folder.Path);
        Assert.Equal([1], await again.FindHandoverAsync(new Epoch(1)));
        Assert.Equal([4], await again.FindNewestAsync());
        // The older one gives way, so that a torn write never takes both.
        await again.PutCheckpointAsync(5, new byte[] { 5 });
        Assert.Equal("4 5", string.Join(" ", new[] { 0, 1 }.Select(slot => File.ReadAllBytes(Path.Combine(folder.Path, $"checkpoint-{slot}"))[^1]).Order()));
    }

    [Fact]
    public async Task Damaged_or_torn_files_count_as_none()
    {
        LocalCheckpointStore store = new(_device);
        await store.PutHandoverAsync(new Epoch(1), new byte[] { 1, 2, 3 });
        await store.PutCheckpointAsync(3, new byte[] { 3, 3, 3 });
        await store.PutCheckpointAsync(4, new byte[] { 4, 4, 4 });
        byte[] whole = _device.Read("handover-0000000001");
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x10;
            _device.Replace("handover-0000000001", damaged);
            Assert.Null(await store.FindHandoverAsync(new Epoch(1)));
            _device.Replace("handover-0000000001", whole.AsSpan(0, i));
            Assert.Null(await store.FindHandoverAsync(new Epoch(1)));
        }

        _device.Replace("checkpoint-1", _device.Read("checkpoint-1").AsSpan()[..^1]);
        LocalCheckpointStore again = new(_device);
        Assert.Equal([3, 3, 3], await again.FindNewestAsync());
    }

    [Fact]
    public async Task Files_have_their_bytes_and_their_version()
    {
        LocalCheckpointStore store = new(_device);
        await store.PutHandoverAsync(new Epoch(2), new byte[] { 0xaa, 0xbb });
        byte[] file = _device.Read("handover-0000000002");
        Assert.Equal("57414c43484b505401000000020000000200000000000000" + "8d44e4e4", Convert.ToHexStringLower(file[..28]));
        Assert.Equal("aabb", Convert.ToHexStringLower(file[64..]));
        file[8] = 2;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), Checksum.Of(file.AsSpan(0, 60)));
        _device.Replace("handover-0000000002", file);
        await Assert.ThrowsAsync<StorageFormatException>(async () => await store.FindHandoverAsync(new Epoch(2)));
    }
}
