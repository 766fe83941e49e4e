namespace Walrus.Storage.Devices;

/// <summary>Faults drawn from a seed at given rates; what <see cref="FaultyDevice"/> asks. The same seed draws the same sequence.</summary>
/// <param name="seed">Where the sequence begins.</param>
public sealed class DeviceFaultRates(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>Share of writes that stop in the middle, 0 to 1.</summary>
    public double ShortWrite { get; set; }

    /// <summary>Share of writes that find the disk full, 0 to 1.</summary>
    public double NoSpace { get; set; }

    /// <summary>Share of syncs that fail, 0 to 1.</summary>
    public double SyncError { get; set; }

    /// <summary>Share of reads that fail, 0 to 1.</summary>
    public double ReadError { get; set; }

    /// <summary>Share of reads that come with a wrong bit, 0 to 1.</summary>
    public double ReadBitFlip { get; set; }

    /// <summary>Share of reads, writes and syncs that take <see cref="SlowMilliseconds"/>, 0 to 1.</summary>
    public double Slow { get; set; }

    /// <summary>How long a slow operation takes.</summary>
    public int SlowMilliseconds { get; set; } = 5000;

    /// <summary>Whether every change is refused, as on a read-only disk.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>The fault that is due for this operation.</summary>
    public DeviceFault Next(DeviceOperation operation)
    {
        if (ReadOnly && operation.Kind is not (DeviceOperationKind.Read or DeviceOperationKind.Open))
            return new(DeviceFaultKind.ReadOnly);
        lock (_gate)
        {
            double draw = _random.NextDouble();
            long argument = operation.Length > 0 ? _random.NextInt64(operation.Length * 8) : 0;
            return operation.Kind switch
            {
                DeviceOperationKind.Write => Pick(draw, (ShortWrite, new(DeviceFaultKind.ShortWrite, argument / 8)),
                    (NoSpace, new(DeviceFaultKind.NoSpace, argument / 8)), SlowRate),
                DeviceOperationKind.Sync => Pick(draw, (SyncError, new(DeviceFaultKind.Error)), SlowRate),
                DeviceOperationKind.Read => Pick(draw, (ReadError, new(DeviceFaultKind.Error)),
                    (ReadBitFlip, new(DeviceFaultKind.BitFlip, argument)), SlowRate),
                _ => default,
            };
        }
    }

    private (double Rate, DeviceFault Fault) SlowRate => (Slow, new(DeviceFaultKind.Slow, SlowMilliseconds));

    private static DeviceFault Pick(double draw, params ReadOnlySpan<(double Rate, DeviceFault Fault)> faults)
    {
        foreach ((double rate, DeviceFault fault) in faults)
        {
            if (draw < rate)
                return fault;
            draw -= rate;
        }
        return default;
    }
}
