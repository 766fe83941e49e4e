using Microsoft.AspNetCore.Http;
using Walrus.Client.StorageNodes;

namespace Walrus.Node.Http;

/// <summary>What a PUT is answered for each outcome (HTTP interfaces 7.1, 7.2).</summary>
internal sealed record StoreAnswers(string Stored, string AlreadyStored, string Buffered)
{
    public Task WriteAsync(HttpContext context, StoreOutcome outcome) => outcome switch
    {
        StoreOutcome.Stored => context.SuccessAsync(StatusCodes.Status201Created, Stored),
        StoreOutcome.AlreadyStored => context.SuccessAsync(StatusCodes.Status200OK, AlreadyStored),
        StoreOutcome.Buffered => context.SuccessAsync(StatusCodes.Status202Accepted, Buffered),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome of no known kind."),
    };
}
