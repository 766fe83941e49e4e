namespace Walrus.Client.Http;

/// <summary>Classes of errors in the JSON envelope (HTTP interfaces 2.1).</summary>
public enum ErrorStatus
{
    /// <summary>400: the request can never succeed as it is.</summary>
    InvalidArgument,

    /// <summary>400: the request cannot succeed in the present state.</summary>
    FailedPrecondition,

    /// <summary>401.</summary>
    Unauthenticated,

    /// <summary>402: a voucher has to be sent along; only gateways of networks whose reads have a price say so.</summary>
    PaymentRequired,

    /// <summary>403: known, but not allowed.</summary>
    PermissionDenied,

    /// <summary>403: a size limit of the service.</summary>
    SizeExceeded,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>416.</summary>
    RangeNotSatisfiable,

    /// <summary>429.</summary>
    ResourceExhausted,

    /// <summary>451: blocked.</summary>
    UnavailableForLegalReasons,

    /// <summary>500: a failure of the service itself.</summary>
    Internal,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>504.</summary>
    DeadlineExceeded,
}

/// <summary>The table of <see cref="ErrorStatus"/>: wire names and HTTP codes.</summary>
public static class ErrorStatusTable
{
    private static readonly (ErrorStatus Status, string Name, int Code)[] Rows =
    [
        (ErrorStatus.InvalidArgument, "INVALID_ARGUMENT", 400),
        (ErrorStatus.FailedPrecondition, "FAILED_PRECONDITION", 400),
        (ErrorStatus.Unauthenticated, "UNAUTHENTICATED", 401),
        (ErrorStatus.PaymentRequired, "PAYMENT_REQUIRED", 402),
        (ErrorStatus.PermissionDenied, "PERMISSION_DENIED", 403),
        (ErrorStatus.SizeExceeded, "SIZE_EXCEEDED", 403),
        (ErrorStatus.NotFound, "NOT_FOUND", 404),
        (ErrorStatus.RangeNotSatisfiable, "RANGE_NOT_SATISFIABLE", 416),
        (ErrorStatus.ResourceExhausted, "RESOURCE_EXHAUSTED", 429),
        (ErrorStatus.UnavailableForLegalReasons, "UNAVAILABLE_FOR_LEGAL_REASONS", 451),
        (ErrorStatus.Internal, "INTERNAL", 500),
        (ErrorStatus.Unavailable, "UNAVAILABLE", 503),
        (ErrorStatus.DeadlineExceeded, "DEADLINE_EXCEEDED", 504),
    ];

    /// <summary>The HTTP status code that goes with <paramref name="status"/>.</summary>
    public static int HttpCode(this ErrorStatus status) => Rows[(int)status].Code;

    /// <summary>The name in JSON, such as <c>NOT_FOUND</c>.</summary>
    public static string WireName(this ErrorStatus status) => Rows[(int)status].Name;

    /// <summary>The status of a name in JSON.</summary>
    public static bool TryParse(string? name, out ErrorStatus status)
    {
        int row = Array.FindIndex(Rows, r => r.Name == name);
        status = row < 0 ? default : Rows[row].Status;
        return row >= 0;
    }
}
