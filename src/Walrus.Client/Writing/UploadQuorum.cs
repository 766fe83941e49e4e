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
internal sealed class UploadQuorum
{
    private readonly Lock _gate = new();
    private readonly CommitteeSnapshot _committee;
    private readonly BlobId _blob;
    private readonly ConfirmationAggregator _aggregator;
    private readonly Entry[] _entries;
    private readonly TaskCompletionSource<ConfirmationCertificate> _certified = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _retries = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UploadQuorum(CommitteeSnapshot committee, BlobId blob, BlobPersistence persistence)
    {
        _committee = committee;
        _blob = blob;
        _aggregator = new ConfirmationAggregator(
            committee.Certifying, new ProtocolMessage(committee.Epoch, new StorageConfirmation(blob, persistence)));
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
            _entries[member] = new Entry(NodeUploadState.Confirmed, null, MayRecover: false);
            if (!_certified.Task.IsCompleted && _aggregator.TryCertify() is { } certificate)
                Decide(() => _certified.TrySetResult(certificate));
            foreach (ushort rejected in _aggregator.Rejected)
                _entries[rejected] = new Entry(NodeUploadState.Failed, new InvalidMessageException("The confirmation's signature is wrong."), MayRecover: false);
            Review();
        }
    }

    /// <summary>A node failed.</summary>
    public void Fail(int member, Exception failure)
    {
        lock (_gate)
        {
            _entries[member] = new Entry(NodeUploadState.Failed, failure, UploadFailure.MayRecover(failure));
            Review();
        }
    }

    /// <summary>A node that failed is being tried again.</summary>
    public void Resume(int member)
    {
        lock (_gate)
            _entries[member] = _entries[member] with { State = NodeUploadState.Unfinished };
    }

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
        if (!ShardWeights.IsQuorum(Weight(entry => entry.State != NodeUploadState.Failed), shards))
            _retries.TrySetResult(true);
        if (!ShardWeights.IsQuorum(Weight(entry => entry.State != NodeUploadState.Failed || entry.MayRecover), shards))
            Decide(() => _certified.TrySetException(new InsufficientConfirmationsException(_blob, shards, Results())));
    }

    private void Decide(Action decision)
    {
        decision();
        _retries.TrySetResult(false);
    }

    private int Weight(Func<Entry, bool> counts) =>
        _committee.Members.Where((_, i) => counts(_entries[i])).Sum(member => member.Weight);

    // The default entry is a node at work.
    private readonly record struct Entry(NodeUploadState? State, Exception? Failure, bool MayRecover);
}
