using Walrus.Core.Identifiers;

namespace Walrus.Benchmarks.Network;

/// <summary>Where one node's slivers go.</summary>
internal interface INodeWriter : IAsyncDisposable
{
    /// <summary>Writes the node's slivers of a blob, and returns when they are durable.</summary>
    /// <param name="blob">Which blob; every number once.</param>
    /// <param name="slivers">The slivers.</param>
    Task WriteAsync(int blob, IEnumerable<(int Shard, Axis Axis, byte[] Bytes)> slivers);
}
