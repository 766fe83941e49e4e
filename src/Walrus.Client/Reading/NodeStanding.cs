using System.Collections.Concurrent;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Reading;

/// <summary>Remembers for a while which nodes failed or were slow, so that the next read does not wait for them first.</summary>
internal sealed class NodeStanding(BlobReaderOptions options, TimeProvider time, INodeObserver? observer)
{
    private readonly ConcurrentDictionary<Uri, long> _failedAt = new();
    private readonly ConcurrentDictionary<Uri, long> _unreachableAt = new();

    /// <summary>Time after which an answer of so many bytes is slow.</summary>
    public TimeSpan Patience(int bytes) => options.SlowAfter + TimeSpan.FromSeconds((double)bytes / options.SlowTransfer);

    public bool IsSuspect(CommitteeMember node) =>
        _failedAt.TryGetValue(node.Url, out long at) && time.GetElapsedTime(at) < options.Suspicion;

    /// <summary>
    /// Whether to ask a node that others can stand in for: one that could not be reached a moment ago is tried again now and then, by
    /// one request. To find a node gone costs more than to read a sliver.
    /// </summary>
    public bool IsWorthTrying(CommitteeMember node)
    {
        if (!IsSuspect(node) || !_unreachableAt.TryGetValue(node.Url, out long at))
            return true;
        return time.GetElapsedTime(at) >= options.Retrial && _unreachableAt.TryUpdate(node.Url, time.GetTimestamp(), at);
    }

    /// <summary>A request begins; when the watch is disposed late and without success, the node was slow.</summary>
    public Watch Begin(CommitteeMember node, int bytes) => new(this, node, Patience(bytes));

    public void Failed(CommitteeMember node, BlobId blob, SliverPairIndex? pair, Axis? axis, StorageNodeException cause)
    {
        // A node that blocks a blob does as it should.
        if (cause is StorageNodeRefusedException { Reason: StorageNodeReason.ForbiddenBlob })
            return;
        NodeObservationKind kind = KindOf(cause);
        // A node that lacks one sliver serves others as well as any.
        if (kind != NodeObservationKind.Missing)
            Suspect(node);
        if (kind == NodeObservationKind.Unreachable)
            _unreachableAt[node.Url] = time.GetTimestamp();
        observer?.Observe(new NodeObservation(node, kind, blob, pair, axis, cause));
    }

    private void Suspect(CommitteeMember node) => _failedAt[node.Url] = time.GetTimestamp();

    private static NodeObservationKind KindOf(StorageNodeException cause) => cause switch
    {
        InvalidNodeAnswerException => NodeObservationKind.Wrong,
        StorageNodeRefusedException { IsTransient: false } => NodeObservationKind.Missing,
        _ => NodeObservationKind.Unreachable,
    };

    /// <summary>The time one request takes.</summary>
    public readonly struct Watch(NodeStanding standing, CommitteeMember node, TimeSpan patience) : IDisposable
    {
        private readonly long _start = standing.Time.GetTimestamp();

        public void Succeeded()
        {
            standing._failedAt.TryRemove(node.Url, out _);
            standing._unreachableAt.TryRemove(node.Url, out _);
        }

        public void Dispose()
        {
            if (standing.Time.GetElapsedTime(_start) >= patience)
                standing.Suspect(node);
        }
    }

    private TimeProvider Time => time;
}
