namespace Walrus.Gateway.Payments;

/// <summary>Unencoded bytes that were delivered and not paid for, over all readers; never more than one batch. Safe for concurrent use.</summary>
internal sealed class UnpaidTotal(ulong batchBytes)
{
    private readonly Lock _lock = new();
    private ulong _bytes;
    private int _readers;

    /// <summary>How many readers owe something.</summary>
    public int Readers
    {
        get
        {
            lock (_lock)
                return _readers;
        }
    }

    public ulong Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>So much stands unpaid that settling should begin, so that reads need not wait for it.</summary>
    public bool IsHalfFull => Bytes >= batchBytes / 2;

    /// <summary>Changes one reader's part.</summary>
    public void Replace(ulong before, ulong after)
    {
        lock (_lock)
            Set(before, after);
    }

    /// <summary>Raises one reader's part; false, with nothing changed, when the batch has no room for it.</summary>
    public bool TryReplace(ulong before, ulong after)
    {
        lock (_lock)
        {
            ulong others = _bytes - before;
            if (after > before && after > batchBytes - Math.Min(batchBytes, others))
                return false;
            Set(before, after);
            return true;
        }
    }

    private void Set(ulong before, ulong after)
    {
        _bytes = _bytes - before + after;
        _readers += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }
}
