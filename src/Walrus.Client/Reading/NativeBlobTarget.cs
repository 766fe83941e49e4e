using Walrus.Client.Buffers;
using Walrus.Core.Encoding;

namespace Walrus.Client.Reading;

/// <summary>A blob that is put together in native memory.</summary>
internal sealed class NativeBlobTarget(long length) : IBlobTarget, IDisposable
{
    private readonly NativeBlock _memory = NativeBlock.Rent(length);

    public long Length => length;

    public void Read(long offset, Span<byte> destination) => _memory.Span(offset, destination.Length).CopyTo(destination);

    public void Write(long offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_memory.Span(offset, bytes.Length));

    /// <summary>Some of the bytes, valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Slice(long offset, int count) => _memory.Slice(offset, count);

    public void Dispose() => _memory.Dispose();
}
