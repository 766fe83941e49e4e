namespace Walrus.Storage.Devices;

/// <summary>A file of a <see cref="FaultyDevice"/>.</summary>
internal sealed class FaultyFile(FaultyDevice device, IStorageFile inner) : IStorageFile
{
    public string Name => inner.Name;

    public long Length => inner.Length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var operation = new DeviceOperation(DeviceOperationKind.Read, Name, offset, buffer.Length);
        DeviceFault fault = await BeginAsync(operation);
        FaultyDevice.ThrowFor(fault, operation);
        int read = await inner.ReadAsync(offset, buffer, cancellationToken);
        if (fault.Kind == DeviceFaultKind.BitFlip)
            Flip(buffer.Span[..read], fault.Argument);
        return read;
    }

    public async ValueTask WriteAsync(long offset, IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        var operation = new DeviceOperation(DeviceOperationKind.Write, Name, offset, buffers.Sum(buffer => (long)buffer.Length));
        DeviceFault fault = await BeginAsync(operation);
        switch (fault.Kind)
        {
            case DeviceFaultKind.ShortWrite or DeviceFaultKind.NoSpace:
                byte[] part = Join(buffers, operation.Length)[..(int)Math.Min(fault.Argument, operation.Length)];
                await inner.WriteAsync(offset, [part]);
                break;
            case DeviceFaultKind.BitFlip:
                byte[] flipped = Join(buffers, operation.Length);
                Flip(flipped, fault.Argument);
                await inner.WriteAsync(offset, [flipped]);
                return;
        }
        FaultyDevice.ThrowFor(fault, operation);
        await inner.WriteAsync(offset, buffers);
    }

    public async ValueTask SyncAsync()
    {
        var operation = new DeviceOperation(DeviceOperationKind.Sync, Name);
        FaultyDevice.ThrowFor(await BeginAsync(operation), operation);
        await inner.SyncAsync();
    }

    public void Truncate(long length)
    {
        device.ThrowWhenDue(new(DeviceOperationKind.Truncate, Name, length));
        inner.Truncate(length);
    }

    public void BeginSync(long offset, long length) => inner.BeginSync(offset, length);

    public bool TryPunch(long offset, long length) => inner.TryPunch(offset, length);

    public void Uncache(long offset, long length) => inner.Uncache(offset, length);

    public void Dispose() => inner.Dispose();

    private async ValueTask<DeviceFault> BeginAsync(DeviceOperation operation)
    {
        DeviceFault fault = device.Next(operation);
        if (fault.Kind == DeviceFaultKind.Slow)
            await device.WaitAsync(fault.Argument);
        return fault;
    }

    private static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> buffers, long length)
    {
        byte[] joined = new byte[length];
        int offset = 0;
        foreach (ReadOnlyMemory<byte> buffer in buffers)
        {
            buffer.CopyTo(joined.AsMemory(offset));
            offset += buffer.Length;
        }
        return joined;
    }

    private static void Flip(Span<byte> bytes, long bit)
    {
        if (bytes.IsEmpty)
            return;
        int index = (int)(bit / 8 % bytes.Length);
        bytes[index] ^= (byte)(1 << (int)(bit % 8));
    }
}
