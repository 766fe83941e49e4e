using System.Net;
using Walrus.Client.Http;

namespace Walrus.Client.Ledger;

/// <summary>The ledger API refused a request, could not be reached, or answered what it must not.</summary>
public sealed class LedgerApiException : Exception
{
    internal LedgerApiException(HttpStatusCode code, ErrorEnvelope? envelope)
        : base(envelope?.Message ?? $"The ledger API answered {(int)code}.") => (Code, Reason, Status) = (code, envelope?.Reason, envelope?.Status);

    internal LedgerApiException(string message, Exception? inner = null) : base(message, inner) { }

    /// <summary>HTTP status; null when there was no answer, or a nonsensical one.</summary>
    public HttpStatusCode? Code { get; }

    /// <summary>Class of the error, when the answer carried the envelope.</summary>
    public ErrorStatus? Status { get; }

    /// <summary>What to switch on, such as <c>EWrongNonce</c> or <c>OBJECT_NOT_FOUND</c>, when the answer carried the envelope.</summary>
    public string? Reason { get; }
}
