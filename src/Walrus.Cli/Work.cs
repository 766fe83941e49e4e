using Walrus.Core.Encoding;

namespace Walrus.Cli;

/// <summary>How commands carry out work on whole blobs.</summary>
internal static class Work
{
    /// <summary>On all processors, with progress, until cancelled.</summary>
    public static EncodingOptions Options(IProgress<long>? progress, CancellationToken cancellationToken = default) => new()
    {
        MaxDegreeOfParallelism = Environment.ProcessorCount,
        Progress = progress,
        CancellationToken = cancellationToken,
    };
}
