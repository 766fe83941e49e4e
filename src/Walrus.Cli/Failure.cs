using Walrus.Core;
using Walrus.Core.Parameters;

namespace Walrus.Cli;

/// <summary>An error in the words of its user.</summary>
/// <param name="Message">What failed.</param>
/// <param name="Next">What to do next.</param>
internal sealed record Failure(string Message, string Next)
{
    private static readonly int[] UsualShards = [100, 301, 1000];

    /// <summary>The failure that an exception means, or null if it is a fault of this program.</summary>
    public static Failure? Explain(Exception exception) => exception switch
    {
        CommandFailedException failed => new Failure(failed.Message, failed.Next),
        BlobTooLargeException tooLarge => new Failure(tooLarge.Message, ShardsFor(tooLarge.Size)),
        ProtocolException invalid => new Failure(invalid.Message, "What was read is damaged, or belongs to something else. Fetch it again."),
        OperationCanceledException => new Failure("Interrupted; nothing was finished.", "The same command starts anew."),
        UnauthorizedAccessException denied => new Failure(denied.Message, "Check who may read and write there."),
        IOException io => new Failure(io.Message, "Check the path and the free space, then type the same command again."),
        OutOfMemoryException => new Failure("There is not enough memory.", "Use fewer threads, or a machine with more memory."),
        _ => null,
    };

    private static string ShardsFor(long size)
    {
        int enough = UsualShards.FirstOrDefault(shards => size <= new RedStuffParameters(shards).MaxBlobSize);
        return enough == 0 ? "No number of shards holds it: split it." : $"{enough} shards hold it: --n-shards {enough}.";
    }
}
