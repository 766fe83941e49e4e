using Azure;

namespace Walrus.Storage;

/// <summary>Errors of Azure storage in the terms of this project.</summary>
internal static class AzureErrors
{
    /// <summary>Whether the service, or the way to it, failed; after several tries the client gathers what each of them met.</summary>
    public static bool IsFailure(Exception error) => error switch
    {
        RequestFailedException or IOException or TimeoutException => true,
        AggregateException many => many.InnerExceptions.All(IsFailure),
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    /// <summary>The service did not answer as it should; without the query of the address, which may hold a signature.</summary>
    public static IOException Unreachable(Uri where, Exception error) => new(Describe(where, error), error);

    /// <summary>What happened where, in one line.</summary>
    public static string Describe(Uri where, Exception error)
    {
        Exception last = error is AggregateException { InnerExceptions: [.., Exception inner] } ? inner : error;
        string what = last is RequestFailedException { Status: > 0 } refused ? $"the service answers {refused.Status} {refused.ErrorCode}" : "cannot be reached";
        return $"{where.GetLeftPart(UriPartial.Path)}: {what}.";
    }

    /// <summary>Whether a condition on what must be there, or must not, did not hold.</summary>
    public static bool IsConditionNotMet(RequestFailedException error) => error.Status is 409 or 412;
}
