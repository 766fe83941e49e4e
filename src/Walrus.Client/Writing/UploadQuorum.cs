using System.Collections.Immutable;
using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;

namespace Walrus.Client.Writing;

/// <summary>
/// Counts who confirmed and who failed, by shards, and knows from that whether the upload is decided and whether
/// failed nodes are needed after all. Safe for concurrent use.
/// </summary>
internal sealed class UploadQuorum : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CommitteeSnapshot _committee;
    private readonly BlobId _blob;
    private readonly ConfirmationAggregator _aggregator;
    private readonly Entry[] _entries;
    private readonly TaskCompletionSource<ConfirmationCertificate> _certified = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _retries = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // A node that came back and failed again as often is not believed any more, until it confirms: it must not hold up the answer for ever.
    private const int FailuresForgiven = 2;

    private readonly TimeSpan _recoveryWait;
    private readonly ITimer _recovery;
    private bool _outOfReach;

    public UploadQuorum(CommitteeSnapshot committee, BlobId blob, BlobPersistence persistence, TimeSpan recoveryWait, IAggregateVerifier? verifier, TimeProvider time)
    {
        _recoveryWait = recoveryWait;
        _recovery = time.CreateTimer(static quorum => ((UploadQuorum)quorum!).GiveUp(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _committee = committee;
        _blob = blob;
        _aggregator = new ConfirmationAggregator(
            committee.Certifying, new ProtocolMessage(committee.Epoch, new StorageConfirmation(blob, persistence)), verifier);
        _entries = new Entry[committee.Members.Length];
    }

    /// <summary>The certificate; fails when a quorum has become impossible.</summary>
    public Task<ConfirmationCertificate> Certified => _certified.Task;

    /// <summary>True once nodes that failed have to be tried again, false once they need not be.</summary>
    public Task<bool> RetriesNeeded => _retries.Task;

    /// <summary>A node's confirmation came in.</summary>
    /// <exception cref="InvalidMessageException">It confirms something else.</exception>
    public void Confirm(int member, SignedMessage confirmation)
    {
        lock (_gate)
        {
            _aggregator.Add((ushort)member, confirmation);
            _entries[member] = new Entry(NodeUploadState.Confirmed, null, MayRecover: false, Failures: 0);
            if (!_certified.Task.IsCompleted && _aggregator.TryCertify() is { } certificate)
                Decide(() => _certified.TrySetResult(certificate));
            foreach (ushort rejected in _aggregator.Rejected)
                _entries[rejected] = new Entry(NodeUploadState.Failed, new InvalidMessageException("The confirmation's signature is wrong."), MayRecover: false, Failures: 1);
            Review();
        }
    }

    /// <summary>A node failed.</summary>
    public void Fail(int member, Exception failure)
    {
        lock (_gate)
        {
            _entries[member] = new Entry(NodeUploadState.Failed, failure, UploadFailure.MayRecover(failure), _entries[member].Failures + 1);
            Review();
        }
    }

    /// <summary>A node answers and takes slivers, perhaps after it had failed.</summary>
    public void Resume(int member)
    {
        lock (_gate)
        {
            if (_entries[member] is not { State: NodeUploadState.Failed, Failures: <= FailuresForgiven })
                return;
            _entries[member] = _entries[member] with { State = NodeUploadState.Unfinished };
            Review();
        }
    }

    public void Dispose() => _recovery.Dispose();

    /// <summary>The upload cannot go on, through no fault of any node.</summary>
    public void Break(Exception failure) => Decide(() => _certified.TrySetException(failure));

    /// <summary>What became of each node so far.</summary>
    public ImmutableArray<NodeUploadResult> Results()
    {
        lock (_gate)
            return [.. _committee.Members.Select((member, i) => new NodeUploadResult(member, _entries[i].State ?? NodeUploadState.Unfinished, _entries[i].Failure))];
    }

    private void Review()
    {
        if (_certified.Task.IsCompleted)
            return;
        int shards = _committee.Parameters.Shards;
        bool outOfReach = !ShardWeights.IsQuorum(Weight(entry => entry.State != NodeUploadState.Failed), shards);
        if (outOfReach)
            _retries.TrySetResult(true);
        if (outOfReach != _outOfReach)
            _recovery.Change(outOfReach ? _recoveryWait : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _outOfReach = outOfReach;
        if (!ShardWeights.IsQuorum(Weight(entry => entry.State != NodeUploadState.Failed || entry.MayRecover), shards))
            Decide(() => _certified.TrySetException(new InsufficientConfirmationsException(_blob, shards, Results())));
    }

    /// <summary>The failed nodes had their time to come back.</summary>
    private void GiveUp()
    {
        lock (_gate)
        {
            if (_outOfReach && !_certified.Task.IsCompleted)
                Decide(() => _certified.TrySetException(new InsufficientConfirmationsException(_blob, _committee.Parameters.Shards, Results())));
        }
    }

    private void Decide(Action decision)
    {
        decision();
        _retries.TrySetResult(false);
    }

    private int Weight(Func<Entry, bool> counts) =>
        _committee.Members.Where((_, i) => counts(_entries[i])).Sum(member => member.Weight);

    // The default entry is a node at work.
    private readonly record struct Entry(NodeUploadState? State, Exception? Failure, bool MayRecover, int Failures);
}
