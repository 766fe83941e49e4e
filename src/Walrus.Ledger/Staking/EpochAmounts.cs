using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Staking;

/// <summary>Amounts that take effect with an epoch (control plane 3.2). Immutable; an epoch without an amount has no entry.</summary>
internal sealed class EpochAmounts
{
    public static readonly EpochAmounts None = new(ImmutableSortedDictionary<Epoch, ulong>.Empty);

    private readonly ImmutableSortedDictionary<Epoch, ulong> _amounts;

    private EpochAmounts(ImmutableSortedDictionary<Epoch, ulong> amounts) => _amounts = amounts;

    public bool IsEmpty => _amounts.IsEmpty;

    public EpochAmounts Add(Epoch epoch, ulong amount) => With(epoch, _amounts.GetValueOrDefault(epoch) + amount);

    public EpochAmounts Subtract(Epoch epoch, ulong amount) => With(epoch, _amounts.GetValueOrDefault(epoch) - amount);

    /// <summary>Entries up to <paramref name="epoch"/>, itself included.</summary>
    public IEnumerable<KeyValuePair<Epoch, ulong>> UpTo(Epoch epoch) => IsEmpty ? [] : _amounts.TakeWhile(entry => entry.Key <= epoch);

    /// <summary>Sum of the entries up to <paramref name="epoch"/>, itself included.</summary>
    public ulong SumUpTo(Epoch epoch)
    {
        ulong sum = 0;
        if (IsEmpty)
            return sum;
        foreach ((Epoch from, ulong amount) in _amounts)
        {
            if (from > epoch)
                break;
            sum += amount;
        }

        return sum;
    }

    public EpochAmounts After(Epoch epoch) => new(_amounts.RemoveRange(UpTo(epoch).Select(static entry => entry.Key)));

    public void Write(BcsWriter writer) => writer.Vector(_amounts, static (w, entry) =>
    {
        w.U32(entry.Key.Value);
        w.U64(entry.Value);
    });

    public static EpochAmounts Read(ref BcsReader reader) => new(reader.Vector(
        static (ref BcsReader r) => KeyValuePair.Create(new Epoch(r.U32()), r.U64()), minimumSize: 12).ToMap());

    private EpochAmounts With(Epoch epoch, ulong amount) =>
        new(amount == 0 ? _amounts.Remove(epoch) : _amounts.SetItem(epoch, amount));
}
