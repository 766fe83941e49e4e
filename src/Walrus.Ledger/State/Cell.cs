namespace Walrus.Ledger.State;

/// <summary>A single immutable value of the state, layered like <see cref="Table{TKey,TValue}"/>.</summary>
internal sealed class Cell<T> : ILayer where T : class
{
    private readonly Cell<T>? _parent;
    private T? _own;

    public Cell(T value) => _own = value;

    public Cell(Cell<T> parent) => _parent = parent;

    public T Value
    {
        get => _own ?? _parent!.Value;
        set => _own = value;
    }

    /// <summary>Hands the change to the parent, and is as new afterwards.</summary>
    public void Commit()
    {
        if (_own is not null)
            _parent!.Value = _own;
        Clear();
    }

    /// <summary>Undoes the change. Only a layer on another can.</summary>
    public void Clear() => _own = null;
}
