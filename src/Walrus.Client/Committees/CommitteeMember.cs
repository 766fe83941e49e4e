using System.Collections.Immutable;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Committees;

/// <summary>One storage node as the committee of an epoch knows it. Immutable.</summary>
public sealed class CommitteeMember
{
    /// <summary>A member with its shards.</summary>
    /// <param name="nodeId">The node's object on the ledger.</param>
    /// <param name="name">Name its operator gave it.</param>
    /// <param name="url">Base URL of its HTTP API.</param>
    /// <param name="publicKey">BLS public key, 48 bytes compressed.</param>
    /// <param name="shards">Shards it is assigned.</param>
    public CommitteeMember(ObjectId nodeId, string name, Uri url, ReadOnlyMemory<byte> publicKey, IEnumerable<ShardIndex> shards)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri)
            throw new ArgumentException($"'{url}' is not an absolute URL.", nameof(url));
        NodeId = nodeId;
        Name = name;
        Url = url;
        PublicKey = publicKey.ToArray();
        Shards = [.. shards.Order()];
    }

    /// <summary>The node's object on the ledger.</summary>
    public ObjectId NodeId { get; }

    /// <summary>Name its operator gave it.</summary>
    public string Name { get; }

    /// <summary>Base URL of its HTTP API.</summary>
    public Uri Url { get; }

    /// <summary>BLS public key, 48 bytes compressed.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Shards it is assigned, in order.</summary>
    public ImmutableArray<ShardIndex> Shards { get; }

    /// <summary>How many shards it is assigned: its weight in every quorum.</summary>
    public int Weight => Shards.Length;

    /// <summary>Name and URL.</summary>
    public override string ToString() => $"{Name} ({Url})";
}
