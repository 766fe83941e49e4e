using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Walrus.Client.Reading;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Counts how storage nodes failed the readers and recoveries of this process, also on the meter <c>Walrus.Grains.Nodes</c>. A node
/// that gave something wrong shows here.
/// </summary>
public sealed class PeerObservations : INodeObserver
{
    private readonly ConcurrentDictionary<(string Node, NodeObservationKind Kind), long> _counts = new();
    private readonly Counter<long> _counter;

    /// <summary>Observations that start at nothing.</summary>
    public PeerObservations(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _counter = meters.Create("Walrus.Grains.Nodes").CreateCounter<long>("walrus.node.failures", "{failure}", "Answers that storage nodes owed, by what was wrong.");
    }

    /// <summary>How often the node of this name failed so.</summary>
    public long Count(string node, NodeObservationKind kind) => _counts.GetValueOrDefault((node, kind));

    /// <inheritdoc/>
    public void Observe(NodeObservation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        _counts.AddOrUpdate((observation.Node.Name, observation.Kind), 1, static (_, count) => count + 1);
        _counter.Add(1, new("node", observation.Node.Name), new("kind", observation.Kind.ToString()));
    }
}
