using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>Effects of the transactions that have not expired, so that one sent twice is answered the same (ledger format).</summary>
internal sealed class RecentTransactions
{
    private readonly Dictionary<TransactionDigest, TransactionEffects> _effects = [];
    private readonly SortedDictionary<Epoch, List<TransactionDigest>> _byExpiry = [];

    public bool TryGet(TransactionDigest digest, [NotNullWhen(true)] out TransactionEffects? effects) =>
        _effects.TryGetValue(digest, out effects);

    public void Add(Transaction transaction, TransactionEffects effects)
    {
        _effects.Add(transaction.Digest, effects);
        if (!_byExpiry.TryGetValue(transaction.Expiry, out List<TransactionDigest>? digests))
            _byExpiry.Add(transaction.Expiry, digests = []);
        digests.Add(transaction.Digest);
    }

    /// <summary>Forgets what cannot be executed in <paramref name="now"/> or later.</summary>
    public void DropExpired(Epoch now)
    {
        foreach (Epoch expiry in _byExpiry.Keys.TakeWhile(expiry => expiry < now).ToList())
        {
            foreach (TransactionDigest digest in _byExpiry[expiry])
                _effects.Remove(digest);
            _byExpiry.Remove(expiry);
        }
    }
}
