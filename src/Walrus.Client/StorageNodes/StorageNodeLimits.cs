using Walrus.Core.Identifiers;
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
}
