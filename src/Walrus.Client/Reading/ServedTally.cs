using System.Collections.Concurrent;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Reading;

/// <summary>How many bytes of slivers each node served one read: only those that verified. Safe for concurrent use.</summary>
public sealed class ServedTally
{
    private readonly ConcurrentDictionary<ObjectId, long> _bytes = new();

    /// <summary>Bytes by node.</summary>
    public IReadOnlyDictionary<ObjectId, long> Bytes => _bytes;

    internal void Add(ObjectId node, int bytes) => _bytes.AddOrUpdate(node, bytes, (_, before) => before + bytes);
}
