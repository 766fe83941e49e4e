namespace Walrus.Storage.Devices;

/// <summary>The bytes of a file in memory, which outlive the handles that are open on it.</summary>
internal sealed class MemoryFileContent
{
    private readonly Lock _gate = new();
    private byte[] _bytes;
    private int _length;

    public MemoryFileContent() : this([]) { }

    public MemoryFileContent(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.ToArray();
        _length = bytes.Length;
    }

    public int Length
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    public int Read(long offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            if (offset >= _length)
                return 0;
            int count = Math.Min(buffer.Length, _length - (int)offset);
            _bytes.AsSpan((int)offset, count).CopyTo(buffer);
            return count;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            SetLengthAtLeast(checked((int)offset + bytes.Length));
            bytes.CopyTo(_bytes.AsSpan((int)offset));
        }
    }

    public void Truncate(long length)
    {
        lock (_gate)
        {
            SetLengthAtLeast(checked((int)length));
            _bytes.AsSpan((int)length, _length - (int)length).Clear();
            _length = (int)length;
        }
    }

    public void Clear(long offset, long length)
    {
        lock (_gate)
        {
            int start = (int)Math.Min(offset, _length);
            _bytes.AsSpan(start, (int)Math.Min(length, _length - start)).Clear();
        }
    }

    public MemoryFileContent Copy() => new(ToArray());

    public byte[] ToArray()
    {
        lock (_gate)
            return _bytes.AsSpan(0, _length).ToArray();
    }

    private void SetLengthAtLeast(int length)
    {
        if (length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(length, Math.Min(_bytes.Length * 2, Array.MaxLength)));
        _length = Math.Max(_length, length);
    }
}
