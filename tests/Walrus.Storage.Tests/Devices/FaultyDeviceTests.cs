using Walrus.Storage.Devices;

namespace Walrus.Storage.Tests.Devices;

/// <summary>Every fault does what it says, and only that.</summary>
public sealed class FaultyDeviceTests
{
    private readonly MemoryDevice _disk = new();
    private DeviceFault _fault;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DeviceFaultKind.Error, 0, "")]
    [InlineData(DeviceFaultKind.ReadOnly, 0, "")]
    [InlineData(DeviceFaultKind.ShortWrite, 3, "abc")]
    [InlineData(DeviceFaultKind.NoSpace, 2, "ab")]
    [InlineData(DeviceFaultKind.NoSpace, 99, "abcd")]
    public async Task A_failed_write_leaves_what_it_says(DeviceFaultKind kind, int bytes, string left)
    {
        using IStorageFile file = Create();
        _fault = new(kind, bytes);
        await Assert.ThrowsAsync<IOException>(async () => await file.WriteAsync(0, [Bytes.Of("ab"), Bytes.Of("cd")]));
        Assert.Equal(Bytes.Of(left).ToArray(), _disk.Read("file"));
    }

    [Fact]
    public async Task A_flipped_bit_is_one_bit_and_silent()
    {
        using IStorageFile file = Create();
        _fault = new(DeviceFaultKind.BitFlip, 9);
        await file.WriteAsync(0, [Bytes.Of("aa")]);
        Assert.Equal([(byte)'a', (byte)('a' ^ 2)], _disk.Read("file"));
        byte[] read = new byte[2];
        Assert.Equal(2, await file.ReadAsync(0, read, Cancel));
        Assert.Equal("aa"u8.ToArray(), read);
    }

    [Fact]
    public async Task Slowness_lasts_as_long_as_its_clock_says()
    {
        var time = new ManualTime();
        using IStorageFile file = new FaultyDevice(_disk, operation =>
            operation.Kind == DeviceOperationKind.Sync ? new(DeviceFaultKind.Slow, 5000) : default, time).Create("file");
        Task syncing = file.SyncAsync().AsTask();
        Assert.False(syncing.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(5), time.Due);
        time.Fire();
        await syncing;
    }

    [Fact]
    public void Every_operation_can_fail()
    {
        var device = new FaultyDevice(_disk, _ => _fault);
        device.Create("file").Dispose();
        IStorageFile open = device.Open("file", FileAccess.ReadWrite);
        _fault = new(DeviceFaultKind.Error);
        Assert.Throws<IOException>(() => device.Create("other"));
        Assert.Throws<IOException>(() => device.Open("file", FileAccess.Read));
        Assert.Throws<IOException>(() => device.Delete("file"));
        Assert.Throws<IOException>(device.SyncNames);
        Assert.Throws<IOException>(() => device.Lock("lock"));
        Assert.Throws<IOException>(() => open.Truncate(0));
        Assert.Equal(["file"], device.List());
    }

    [Fact]
    public void The_same_seed_draws_the_same_faults_at_about_the_given_rates()
    {
        List<DeviceFault> first = Draw(seed: 5), second = Draw(seed: 5), other = Draw(seed: 6);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(fault => fault.Kind == DeviceFaultKind.ShortWrite), 60, 140);
        Assert.InRange(first.Count(fault => fault.Kind == DeviceFaultKind.NoSpace), 140, 260);
        Assert.All(first, fault => Assert.InRange(fault.Argument, 0, 99));
    }

    private static List<DeviceFault> Draw(int seed)
    {
        var rates = new DeviceFaultRates(seed) { ShortWrite = 0.1, NoSpace = 0.2 };
        return [.. Enumerable.Range(0, 1000).Select(_ => rates.Next(new(DeviceOperationKind.Write, "file", 0, 100)))];
    }

    private IStorageFile Create() => new FaultyDevice(_disk, _ => _fault).Create("file");

    /// <summary>A clock with one timer, which fires when told.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private TimerCallback? _callback;
        private object? _state;

        public TimeSpan Due { get; private set; }

        public void Fire() => _callback!(_state);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state, Due) = (callback, state, dueTime);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
