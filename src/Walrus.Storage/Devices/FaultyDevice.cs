namespace Walrus.Storage.Devices;

/// <summary>A device that fails on purpose: before every operation it asks which fault is due.</summary>
/// <param name="inner">The device that does the work.</param>
/// <param name="next">Says how the operation goes wrong; may be called from several threads.</param>
/// <param name="time">Clock of <see cref="DeviceFaultKind.Slow"/>; the system's when null.</param>
public sealed class FaultyDevice(IStorageDevice inner, Func<DeviceOperation, DeviceFault> next, TimeProvider? time = null) : IStorageDevice
{
    /// <inheritdoc/>
    public string Location => inner.Location;

    /// <inheritdoc/>
    public IReadOnlyList<string> List() => inner.List();

    /// <inheritdoc/>
    public IStorageFile Create(string name)
    {
        ThrowWhenDue(new(DeviceOperationKind.Create, name));
        return Wrap(inner.Create(name));
    }

    /// <inheritdoc/>
    public IStorageFile Open(string name, FileAccess access)
    {
        ThrowWhenDue(new(DeviceOperationKind.Open, name));
        return Wrap(inner.Open(name, access));
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        ThrowWhenDue(new(DeviceOperationKind.Delete, name));
        inner.Delete(name);
    }

    /// <inheritdoc/>
    public void Rename(string name, string newName)
    {
        ThrowWhenDue(new(DeviceOperationKind.Rename, name));
        inner.Rename(name, newName);
    }

    /// <inheritdoc/>
    public void SyncNames()
    {
        ThrowWhenDue(new(DeviceOperationKind.SyncNames, ""));
        inner.SyncNames();
    }

    /// <inheritdoc/>
    public IDisposable Lock(string name)
    {
        ThrowWhenDue(new(DeviceOperationKind.Lock, name));
        return inner.Lock(name);
    }

    internal DeviceFault Next(DeviceOperation operation) => next(operation);

    internal Task WaitAsync(long milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time ?? TimeProvider.System);

    internal void ThrowWhenDue(DeviceOperation operation) => ThrowFor(next(operation), operation);

    /// <summary>The error the operating system would report; kinds that succeed report none.</summary>
    internal static void ThrowFor(DeviceFault fault, DeviceOperation operation)
    {
        switch (fault.Kind)
        {
            case DeviceFaultKind.Error or DeviceFaultKind.ShortWrite:
                throw new IOException($"Injected: input/output error in {operation.Kind} of '{operation.File}'.", 5);
            case DeviceFaultKind.NoSpace:
                throw new IOException($"Injected: no space left on device in {operation.Kind} of '{operation.File}'.", 28);
            case DeviceFaultKind.ReadOnly:
                throw new IOException($"Injected: read-only file system in {operation.Kind} of '{operation.File}'.", 30);
        }
    }

    private FaultyFile Wrap(IStorageFile file) => new(this, file);
}
