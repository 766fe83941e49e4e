using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Node.Http;

/// <summary>Reads path segments and query parameters; what does not parse is refused in plain text.</summary>
internal static class RequestValues
{
    public static BlobId Blob(this HttpContext context) =>
        BlobId.TryParse(Segment(context, "blob_id"), out BlobId blob)
            ? blob
            : throw PlainTextRefusalException.Malformed("Invalid URL: the blob id is not 43 characters of URL-safe base64");

    public static ObjectId Object(this HttpContext context) =>
        ObjectId.TryParse(Segment(context, "object_id"), out ObjectId id)
            ? id
            : throw PlainTextRefusalException.Malformed("Invalid URL: the object id is not 0x and hexadecimal digits");

    public static Axis Axis(this HttpContext context) => Segment(context, "sliver_type") switch
    {
        "primary" => Core.Identifiers.Axis.Primary,
        "secondary" => Core.Identifiers.Axis.Secondary,
        _ => throw PlainTextRefusalException.Malformed("Invalid URL: the sliver type is neither primary nor secondary"),
    };

    public static SliverPairIndex Pair(this HttpContext context, RedStuffParameters parameters)
    {
        if (!ushort.TryParse(Segment(context, "sliver_pair_index"), NumberStyles.None, CultureInfo.InvariantCulture, out ushort pair))
            throw PlainTextRefusalException.Malformed("Invalid URL: the sliver pair index is not a number of 16 bits");
        return pair < parameters.Shards
            ? new SliverPairIndex(pair)
            : throw new StorageNodeRefusalException(
                StorageNodeReason.IndexOutOfRange, $"sliver pair {pair} is out of range: the network has {parameters.Shards} shards");
    }

    /// <summary>An axis in the query, or null when absent.</summary>
    public static Axis? AxisOf(this HttpContext context, string name) => Query(context, name) switch
    {
        null => null,
        "primary" => Core.Identifiers.Axis.Primary,
        "secondary" => Core.Identifiers.Axis.Secondary,
        _ => throw PlainTextRefusalException.Malformed($"Failed to deserialize query string: {name} is neither primary nor secondary"),
    };

    /// <summary>Sliver indices in the query, as often as the name occurs.</summary>
    public static IEnumerable<SliverIndex> Indices(this HttpContext context, string name) => context.Request.Query[name].Select(text =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort index)
            ? new SliverIndex(index)
            : throw PlainTextRefusalException.Malformed($"Failed to deserialize query string: {name} is not a number of 16 bits"));

    /// <summary>A boolean that is false when absent.</summary>
    public static bool Flag(this HttpContext context, string name) => Query(context, name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw PlainTextRefusalException.Malformed($"Failed to deserialize query string: {name} is neither true nor false"),
    };

    /// <summary>A number of milliseconds, or null when absent.</summary>
    public static TimeSpan? Milliseconds(this HttpContext context, string name)
    {
        if (Query(context, name) is not { } text)
            return null;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong milliseconds))
            throw PlainTextRefusalException.Malformed($"Failed to deserialize query string: {name} is not a whole number");
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue));
    }

    private static string? Segment(HttpContext context, string name) => context.GetRouteValue(name) as string;

    private static string? Query(HttpContext context, string name)
    {
        var values = context.Request.Query[name];
        return values.Count switch
        {
            0 => null,
            1 => values[0],
            _ => throw PlainTextRefusalException.Malformed($"Failed to deserialize query string: duplicate field {name}"),
        };
    }
}
