namespace Walrus.Ledger.State;

/// <summary>
/// Keyed part of the state. A child sees its parent through its own changes, and hands them over whole or not at all;
/// values are immutable, so a reader of the parent never sees half a change.
/// </summary>
internal sealed class Table<TKey, TValue>(Table<TKey, TValue>? parent = null) : ILayer
    where TKey : notnull, IComparable<TKey>
    where TValue : class
{
    // Clearing a dictionary costs time in proportion to its capacity: what one large transaction filled would slow each small one
    // after it. One that is about as full as it can be serves again.
    private const int AlwaysKept = 256;
    private const int SparsestKept = 8;

    private Dictionary<TKey, TValue?>? _own;

    /// <summary>Keys this layer wrote or removed, in no order: sort before anything depends on it.</summary>
    public IReadOnlyCollection<TKey> ChangedKeys => _own?.Keys ?? (IReadOnlyCollection<TKey>)[];

    public TValue? Find(TKey key)
    {
        for (Table<TKey, TValue>? layer = this; layer is not null; layer = layer.Parent)
        {
            if (layer._own is { } own && own.TryGetValue(key, out TValue? value))
                return value;
        }

        return null;
    }

    public Table<TKey, TValue>? Parent { get; } = parent;

    public void Set(TKey key, TValue value) => (_own ??= [])[key] = value;

    public void Remove(TKey key)
    {
        if (Parent is null)
            _own?.Remove(key);
        else
            (_own ??= [])[key] = null;
    }

    /// <summary>Hands this layer's changes to the parent, and is as new afterwards.</summary>
    public void Commit()
    {
        if (_own is null)
            return;
        foreach ((TKey key, TValue? value) in _own)
        {
            if (value is null)
                Parent!.Remove(key);
            else
                Parent!.Set(key, value);
        }

        Clear();
    }

    /// <summary>Undoes this layer's changes.</summary>
    public void Clear()
    {
        if (_own is null || _own.Count == 0)
            return;
        if (_own.Capacity > Math.Max(AlwaysKept, _own.Count * SparsestKept))
            _own = null;
        else
            _own.Clear();
    }

    /// <summary>Every entry, in no order: for sums and the like, in which none shows.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Unordered()
    {
        for (Table<TKey, TValue>? layer = this; layer is not null; layer = layer.Parent)
        {
            foreach ((TKey key, TValue? value) in layer._own ?? [])
            {
                if (value is not null && !IsChangedAbove(layer, key))
                    yield return new KeyValuePair<TKey, TValue>(key, value);
            }
        }
    }

    private bool IsChangedAbove(Table<TKey, TValue> layer, TKey key)
    {
        for (Table<TKey, TValue> above = this; above != layer; above = above.Parent!)
        {
            if (above._own?.ContainsKey(key) == true)
                return true;
        }

        return false;
    }

    /// <summary>Every entry in ascending order of keys. Costs a copy of the keys: for hashes, checks and tests.</summary>
    public IReadOnlyList<KeyValuePair<TKey, TValue>> Sorted()
    {
        List<KeyValuePair<TKey, TValue>> entries = [.. Unordered()];
        entries.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        return entries;
    }
}
