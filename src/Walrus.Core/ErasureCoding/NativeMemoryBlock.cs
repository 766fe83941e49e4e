namespace Walrus.Core.ErasureCoding;

/// <summary>A rented stretch of native memory.</summary>
internal sealed unsafe class NativeMemoryBlock(byte* address, nuint capacity) : IDisposable
{
    private byte* _address = address;

    /// <summary>First byte, at a multiple of <see cref="NativePool.Alignment"/>.</summary>
    public byte* Address => _address != null ? _address : throw new ObjectDisposedException(nameof(NativeMemoryBlock));

    /// <inheritdoc/>
    public void Dispose()
    {
        byte* address = _address;
        _address = null;
        if (address != null)
            NativePool.Return(address, capacity);
    }
}
