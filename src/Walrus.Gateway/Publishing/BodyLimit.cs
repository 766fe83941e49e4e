using Walrus.Core.Parameters;

namespace Walrus.Gateway.Publishing;

/// <summary>Largest body of <c>PUT /v1/blobs</c>, and what to tell somebody who exceeds it (rulings 27).</summary>
internal sealed class BodyLimit(long bytes, RedStuffParameters parameters)
{
    private static readonly int[] UsualShardCounts = [100, 301, 1000];

    /// <summary>The limit in bytes.</summary>
    public long Bytes { get; } = Math.Min(bytes, parameters.MaxBlobSize);

    /// <summary>One line that names the limit and the smallest usual network that would take the blob.</summary>
    public string Explain(long? size)
    {
        string limit = $"the body exceeds the limit of {Bytes} bytes of this network of {parameters.Shards} shards";
        if (size is not { } needed)
            return limit;
        if (needed <= parameters.MaxBlobSize)
            return $"{limit}; the shard count would allow {parameters.MaxBlobSize} bytes, --max-body-size does not";
        int fitting = UsualShardCounts.FirstOrDefault(shards => new RedStuffParameters(shards).MaxBlobSize >= needed);
        return fitting == 0 ? $"{limit}; no number of shards up to 1000 holds {needed} bytes in one blob" : $"{limit}; {fitting} shards would hold {needed} bytes";
    }
}
