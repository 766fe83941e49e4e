using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Execution;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Snapshots;

/// <summary>Effects of the transactions that expire with one epoch, as they were at one moment.</summary>
internal sealed class RememberedEffects
{
    private const int FrameBytes = 1 << 20;

    private readonly Epoch _expiry;
    private readonly int _count;
    private readonly IEnumerable<ReadOnlyMemory<byte>> _effects;

    private RememberedEffects(Epoch expiry, EffectsArchive archive) => (_expiry, _count, _effects) = (expiry, archive.Count, archive.View());

    public static IReadOnlyList<RememberedEffects> Of(RecentTransactions recent) =>
        [.. recent.ByExpiry.Select(static entry => new RememberedEffects(entry.Key, entry.Value))];

    public static IEnumerable<ReadOnlyMemory<byte>> Write(IReadOnlyList<RememberedEffects> remembered)
    {
        BcsWriter writer = new(1 << 16);
        writer.U32((uint)remembered.Count);
        foreach (RememberedEffects epoch in remembered)
        {
            writer.U32(epoch._expiry.Value);
            writer.U32((uint)epoch._count);
            foreach (ReadOnlyMemory<byte> effects in epoch._effects)
            {
                writer.Fixed(effects.Span);
                if (writer.Written.Length < FrameBytes)
                    continue;
                yield return writer.Written;
                writer.Clear();
            }
        }

        if (!writer.Written.IsEmpty)
            yield return writer.Written;
    }

    public static void Read(ValueSource source, RecentTransactions recent)
    {
        for (uint left = source.Next(static (ref BcsReader r) => r.U32()); left > 0; left--)
        {
            Epoch expiry = new(source.Next(static (ref BcsReader r) => r.U32()));
            foreach (TransactionEffects effects in source.Table(TransactionEffects.Read))
                recent.Add(expiry, effects);
        }
    }
}
