using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Parameters;

namespace Walrus.Client.StorageNodes;

/// <summary>Largest bodies of the storage-node API, in bytes: what servers accept and clients read (HTTP interfaces 7.2).</summary>
public static class StorageNodeLimits
{
    /// <summary>Bodies on routes that do not carry slivers.</summary>
    public const int OtherBody = 2 * 1024 * 1024;

    /// <summary>What a sliver's body may have beside its data; its BCS needs at most 9.</summary>
    public const int SliverOverhead = 128;

    /// <summary>Largest body of a sliver of any blob that the network can hold.</summary>
    public static int SliverBody(RedStuffParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.SecondarySymbols * RedStuffParameters.MaxSymbolSize + SliverOverhead;
    }

    /// <summary>Largest body of a sliver of this axis for a blob of <paramref name="blobSize"/> unencoded bytes.</summary>
    public static int SliverBody(RedStuffParameters parameters, Axis axis, long blobSize)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.SliverLength(axis, blobSize) + SliverOverhead;
    }

    /// <summary>What a symbol may have beside its data: axis, indices, length and the longest proof.</summary>
    public const int SymbolOverhead = 16 + (Bytes32.Length + 1) * MerkleProof.MaxPathLength;

    /// <summary>Largest answer with this many symbols of this size; and always as much as other routes have.</summary>
    public static int SymbolsBody(int count, int symbolSize) =>
        (int)Math.Min(MaxSymbolsBody, OtherBody + (long)count * (symbolSize + SymbolOverhead));

    /// <summary>Largest listing of symbols that a node makes.</summary>
    public const int MaxSymbolsBody = 128 << 20;

    /// <summary>Largest proof of inconsistency: the symbols of a sliver, each with its proof.</summary>
    public static int ProofBody(RedStuffParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return SymbolsBody(parameters.SecondarySymbols, RedStuffParameters.MaxSymbolSize);
    }
}
