using Walrus.Storage.Devices;

namespace Walrus.Storage.Tests.Devices;

/// <summary>What every kind of device does, run for each of them.</summary>
public abstract class StorageDeviceConformance
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IStorageDevice Device { get; }

    [Fact]
    public async Task What_was_written_at_a_position_is_read_there()
    {
        using IStorageFile file = Device.Create("file");
        await file.WriteAsync(3, [Bytes.Of("ab"), Bytes.Of(""), Bytes.Of("cde")]);
        await file.WriteAsync(4, [Bytes.Of("X")]);
        Assert.Equal(8, file.Length);
        Assert.Equal("\0\0\0aXcde"u8.ToArray(), await ReadAsync(file, 0, 100));
        Assert.Equal("cd"u8.ToArray(), await ReadAsync(file, 5, 2));
        Assert.Empty(await ReadAsync(file, 8, 1));
        Assert.Empty(await ReadAsync(file, 80, 1));
        await file.SyncAsync();
        Device.SyncNames();
    }

    [Fact]
    public async Task What_is_written_early_and_not_cached_is_still_there()
    {
        byte[] expected = Bytes.Random(3, 100_000);
        using IStorageFile file = Device.Create("file");
        await file.WriteAsync(0, [expected]);
        file.BeginSync(0, expected.Length);
        await file.SyncAsync();
        file.Uncache(10, 50_000);
        file.Uncache(50_010, 49_990);
        file.Uncache(99_990, 1_000);
        Assert.Equal(expected, await ReadAsync(file, 0, 200_000));
    }

    [Fact]
    public async Task More_pieces_than_one_system_call_takes_are_written()
    {
        byte[] expected = Bytes.Random(1, 5000);
        using IStorageFile file = Device.Create("file");
        await file.WriteAsync(0, [.. Enumerable.Range(0, 5000).Select(i => (ReadOnlyMemory<byte>)expected.AsMemory(i, 1))]);
        Assert.Equal(expected, await ReadAsync(file, 0, 6000));
    }

    [Fact]
    public async Task A_file_takes_the_place_of_another()
    {
        await WriteAsync("old", "before");
        await WriteAsync("new", "after");
        Device.Rename("new", "old");
        Device.SyncNames();
        Assert.Equal(["old"], Device.List().Where(name => name is "old" or "new"));
        using (IStorageFile file = Device.Open("old", FileAccess.Read))
            Assert.Equal("after"u8.ToArray(), await ReadAsync(file, 0, 100));
        Assert.Throws<FileNotFoundException>(() => Device.Rename("new", "old"));
    }

    private async Task WriteAsync(string name, string text)
    {
        using IStorageFile file = Device.Create(name);
        await file.WriteAsync(0, [Bytes.Of(text)]);
    }

    [Fact]
    public async Task Large_reads_are_whole()
    {
        byte[] expected = Bytes.Random(2, 3_000_000);
        using IStorageFile file = Device.Create("file");
        await file.WriteAsync(0, [expected]);
        Assert.Equal(expected, await ReadAsync(file, 0, expected.Length));
    }

    [Fact]
    public async Task A_file_is_cut_and_grows_again_with_zeros()
    {
        using IStorageFile file = Device.Create("file");
        await file.WriteAsync(0, [Bytes.Of("abcdef")]);
        file.Truncate(2);
        Assert.Equal(2, file.Length);
        await file.WriteAsync(4, [Bytes.Of("z")]);
        Assert.Equal("ab\0\0z"u8.ToArray(), await ReadAsync(file, 0, 10));
    }

    [Fact]
    public async Task A_punched_range_reads_as_zeros_and_the_length_stays()
    {
        using IStorageFile file = Device.Create("file");
        await file.WriteAsync(0, [Bytes.Of("abcdef")]);
        bool punched = file.TryPunch(1, 3);
        Assert.Equal(punched ? "a\0\0\0ef"u8.ToArray() : "abcdef"u8.ToArray(), await ReadAsync(file, 0, 10));
        Assert.Equal(6, file.Length);
    }

    [Fact]
    public async Task Files_are_listed_in_order_opened_and_deleted()
    {
        Device.Create("b").Dispose();
        Device.Create("a").Dispose();
        Assert.Equal(["a", "b"], Device.List());
        Assert.Throws<IOException>(() => Device.Create("a"));
        Assert.Throws<FileNotFoundException>(() => Device.Open("c", FileAccess.Read));
        using IStorageFile open = Device.Open("a", FileAccess.ReadWrite);
        await open.WriteAsync(0, [Bytes.Of("x")]);
        Device.Delete("a");
        Device.Delete("a");
        Assert.Equal(["b"], Device.List());
        Assert.Equal("x"u8.ToArray(), await ReadAsync(open, 0, 10));
        Assert.Equal("a", open.Name);
    }

    [Fact]
    public async Task A_closed_file_cannot_be_read()
    {
        IStorageFile file = Device.Create("file");
        file.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await file.ReadAsync(0, new byte[1], Cancel));
    }

    [Fact]
    public void A_lock_excludes_until_it_is_given_back()
    {
        IDisposable held = Device.Lock("lock");
        Assert.Throws<DeviceLockedException>(() => Device.Lock("lock"));
        held.Dispose();
        Device.Lock("lock").Dispose();
    }

    protected static async Task<byte[]> ReadAsync(IStorageFile file, long offset, int length)
    {
        byte[] buffer = new byte[length];
        return buffer[..await file.ReadAsync(offset, buffer, Cancel)];
    }
}

public sealed class MemoryDeviceTests : StorageDeviceConformance
{
    protected override IStorageDevice Device { get; } = new MemoryDevice();

    [Fact]
    public async Task A_copy_is_independent_and_unlocked()
    {
        var device = new MemoryDevice();
        using IStorageFile file = device.Create("file");
        using IDisposable held = device.Lock("lock");
        await file.WriteAsync(0, [Bytes.Of("before")]);
        MemoryDevice copy = device.Copy();
        await file.WriteAsync(0, [Bytes.Of("after!")]);
        Assert.Equal("before"u8.ToArray(), copy.Read("file"));
        copy.Lock("lock").Dispose();
    }
}

public sealed class LocalDeviceTests : StorageDeviceConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LocalDeviceTests() => Device = new LocalDevice(Path.Combine(_folder.Path, "new"));

    protected override IStorageDevice Device { get; }

    public void Dispose() => _folder.Dispose();
}

/// <summary>Without a fault due, it is the device below.</summary>
public sealed class FaultyDeviceWithoutFaultsTests : StorageDeviceConformance
{
    protected override IStorageDevice Device { get; } = new FaultyDevice(new MemoryDevice(), _ => default);
}
