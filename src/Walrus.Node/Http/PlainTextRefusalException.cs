using Microsoft.AspNetCore.Http;

namespace Walrus.Node.Http;

/// <summary>A request that is refused before the node sees it: the answer is plain text (HTTP interfaces 2.2).</summary>
internal sealed class PlainTextRefusalException(int httpStatus, string message) : Exception(message)
{
    public int HttpStatus => httpStatus;

    public static PlainTextRefusalException Malformed(string message) => new(StatusCodes.Status400BadRequest, message);
}
