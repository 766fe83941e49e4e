using Walrus.Core.Identifiers;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Puts transactions that arrive out of order into the order of their nonces: one that is early waits, at most
/// <paramref name="perAccount"/> of an account (ledger format, limits). Not thread-safe.
/// </summary>
internal sealed class NonceQueue(int perAccount)
{
    private readonly Dictionary<Address, SortedDictionary<ulong, PendingSubmission>> _early = [];

    /// <summary>How many wait for an earlier nonce.</summary>
    public int Count { get; private set; }

    /// <summary>The account's transaction with this nonce, if it waits.</summary>
    public PendingSubmission? Find(Address sender, ulong nonce) =>
        _early.TryGetValue(sender, out SortedDictionary<ulong, PendingSubmission>? waiting) ? waiting.GetValueOrDefault(nonce) : null;

    /// <summary>Keeps an early transaction; false when the account has too many, or this nonce is already taken.</summary>
    public bool TryHold(PendingSubmission submission)
    {
        if (!_early.TryGetValue(submission.Sender, out SortedDictionary<ulong, PendingSubmission>? waiting))
            _early[submission.Sender] = waiting = [];
        if (waiting.Count >= perAccount || !waiting.TryAdd(submission.Nonce, submission))
            return false;
        Count++;
        return true;
    }

    /// <summary>Takes out the account's transaction with this nonce, whose turn it is.</summary>
    public PendingSubmission? Take(Address sender, ulong nonce)
    {
        if (!_early.TryGetValue(sender, out SortedDictionary<ulong, PendingSubmission>? waiting) || !waiting.Remove(nonce, out PendingSubmission? submission))
            return null;
        if (waiting.Count == 0)
            _early.Remove(sender);
        Count--;
        return submission;
    }

    /// <summary>Takes out everything that arrived before <paramref name="timestamp"/>: what it waits for will not come.</summary>
    public List<PendingSubmission> TakeOlderThan(long timestamp)
    {
        List<PendingSubmission> old = [.. _early.Values.SelectMany(static waiting => waiting.Values).Where(submission => submission.Arrived < timestamp)];
        foreach (PendingSubmission submission in old)
            Take(submission.Sender, submission.Nonce);
        return old;
    }
}
