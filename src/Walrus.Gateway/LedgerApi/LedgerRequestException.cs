using Walrus.Client.Http;

namespace Walrus.Gateway.LedgerApi;

/// <summary>A request to the ledger API that is answered with an error envelope of domain <c>ledger.walrus.cloud</c>.</summary>
internal sealed class LedgerRequestException(ErrorStatus status, string reason, string message) : Exception(message)
{
    public ErrorStatus Status { get; } = status;

    public string Reason { get; } = reason;

    /// <summary>What the request names does not parse.</summary>
    public static LedgerRequestException Invalid(string message) => new(ErrorStatus.InvalidArgument, "INVALID_REQUEST", message);

    public static LedgerRequestException NotFound(string reason, string message) => new(ErrorStatus.NotFound, reason, message);

    /// <summary>It may succeed later.</summary>
    public static LedgerRequestException Unavailable(string reason, string message) => new(ErrorStatus.Unavailable, reason, message);
}
