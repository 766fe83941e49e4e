namespace Walrus.Client.StorageNodes;

/// <summary>Tells failures of the way to a node from everything else.</summary>
internal static class TransportFailure
{
    /// <summary>
    /// The kind of failure that <paramref name="exception"/> is, or null when it is none: above all when the caller
    /// itself gave up, which stays a cancellation.
    /// </summary>
    public static UnreachableKind? Of(Exception exception, CancellationToken caller, CancellationToken deadline) => exception switch
    {
        _ when caller.IsCancellationRequested => null,
        StorageNodeException => null,
        _ when deadline.IsCancellationRequested => UnreachableKind.TimedOut,
        HttpRequestException e => OfRequest(e),
        // A connection not made in its own, shorter time.
        OperationCanceledException { InnerException: TimeoutException } => UnreachableKind.Refused,
        // Handlers report a server that aborts as a cancellation that nobody asked for.
        OperationCanceledException or IOException => UnreachableKind.Broken,
        _ => null,
    };

    private static UnreachableKind OfRequest(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError => UnreachableKind.Refused,
        _ => UnreachableKind.Broken,
    };
}
