using System.Globalization;
using Microsoft.AspNetCore.Http;
using Walrus.Core.Identifiers;

namespace Walrus.Gateway.LedgerApi;

/// <summary>What stands in the paths of the ledger API.</summary>
internal static class PathValues
{
    public static Address Address(this HttpContext http) => Core.Identifiers.Address.TryParse(http.Segment("address"), out Address address)
        ? address
        : throw LedgerRequestException.Invalid("the path does not hold an address: 0x and hexadecimal digits");

    public static ObjectId ObjectId(this HttpContext http) => Core.Identifiers.ObjectId.TryParse(http.Segment("id"), out ObjectId id)
        ? id
        : throw LedgerRequestException.Invalid("the path does not hold an object id: 0x and hexadecimal digits");

    public static BlobId BlobId(this HttpContext http) => Core.Identifiers.BlobId.TryParse(http.Segment("blobId"), out BlobId blob)
        ? blob
        : throw LedgerRequestException.Invalid("the path does not hold a blob id: 43 characters of URL-safe base64");

    public static ulong Height(this HttpContext http) =>
        ulong.TryParse(http.Segment("height"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong height)
            ? height
            : throw LedgerRequestException.Invalid("the path does not hold a height");

    public static Epoch Epoch(this HttpContext http) =>
        uint.TryParse(http.Segment("epoch"), NumberStyles.None, CultureInfo.InvariantCulture, out uint epoch)
            ? new Epoch(epoch)
            : throw LedgerRequestException.Invalid("the path does not hold an epoch");

    private static string? Segment(this HttpContext http, string name) => (string?)http.Request.RouteValues[name];
}
