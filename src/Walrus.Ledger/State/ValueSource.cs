using Walrus.Core.Bcs;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.State;

/// <summary>Values one after another out of frames, none of which a value straddles.</summary>
internal sealed class ValueSource(IEnumerator<ReadOnlyMemory<byte>> frames)
{
    private readonly Blake2b256Hasher _hasher = StateHasher.Begin();
    private Bytes32? _hash;
    private ReadOnlyMemory<byte> _frame;
    private int _position;

    /// <summary>The next value.</summary>
    /// <exception cref="BcsException">There is none, or it is not in its canonical form.</exception>
    public T Next<T>(BcsReader.ElementReader<T> read)
    {
        if (IsAtEnd())
            throw new BcsException("The frames end before the values do.");
        BcsReader reader = new(_frame.Span[_position..]);
        T value = read(ref reader);
        if (_hash is null)
            _hasher.Update(reader.Since(0));
        _position += reader.Position;
        return value;
    }

    /// <summary>As many values as their count, which comes first, says.</summary>
    public IEnumerable<T> Table<T>(BcsReader.ElementReader<T> read)
    {
        for (uint left = Next(static (ref BcsReader r) => r.U32()); left > 0; left--)
            yield return Next(read);
    }

    /// <summary>Whether no value is left.</summary>
    public bool IsAtEnd()
    {
        while (_position == _frame.Length)
        {
            if (!frames.MoveNext())
                return true;
            _frame = frames.Current;
            _position = 0;
        }

        return false;
    }

    /// <summary>Hash of the state whose values were read so far; what is read afterwards does not count.</summary>
    public Bytes32 StateHash() => _hash ??= _hasher.Finish();
}
