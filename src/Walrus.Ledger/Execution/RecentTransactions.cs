using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>Effects of the transactions that have not expired, so that one sent twice is answered the same (ledger format).</summary>
internal sealed class RecentTransactions
{
    // A transaction expires with this epoch or the next: there are two archives, three while epochs change.
    private readonly SortedList<Epoch, EffectsArchive> _byExpiry = [];

    /// <summary>What is remembered, by the epoch in which it expires.</summary>
    public IReadOnlyDictionary<Epoch, EffectsArchive> ByExpiry => _byExpiry;

    /// <summary>The canonical bytes of a transaction's effects, or none.</summary>
    public ReadOnlySpan<byte> Find(TransactionDigest digest)
    {
        for (int i = 0; i < _byExpiry.Count; i++)
        {
            ReadOnlySpan<byte> bytes = _byExpiry.GetValueAtIndex(i).Find(digest);
            if (!bytes.IsEmpty)
                return bytes;
        }

        return [];
    }

    /// <summary>A transaction's effects, or null.</summary>
    public TransactionEffects? Read(TransactionDigest digest)
    {
        ReadOnlySpan<byte> bytes = Find(digest);
        return bytes.IsEmpty ? null : BcsFormat.FromBytes<TransactionEffects>(bytes);
    }

    public void Add(Epoch expiry, TransactionEffects effects) => Archive(expiry).Add(effects);

    /// <summary>Where effects of transactions that expire with an epoch go.</summary>
    public EffectsArchive Archive(Epoch expiry)
    {
        if (!_byExpiry.TryGetValue(expiry, out EffectsArchive? archive))
            _byExpiry.Add(expiry, archive = new EffectsArchive());
        return archive;
    }

    /// <summary>Forgets what cannot be executed in <paramref name="now"/> or later.</summary>
    public void DropExpired(Epoch now)
    {
        foreach (Epoch expiry in _byExpiry.Keys.TakeWhile(expiry => expiry < now).ToList())
            _byExpiry.Remove(expiry);
    }
}
