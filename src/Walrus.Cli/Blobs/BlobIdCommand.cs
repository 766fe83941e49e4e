using System.CommandLine;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Core.Encoding;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Blobs;

/// <summary><c>walrus blob-id FILE</c>: the id that a file has, or will have, as a blob.</summary>
internal static class BlobIdCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> file = SharedOptions.File("The file whose blob id is wanted.");
        Option<string> shards = SharedOptions.OptionalShards();
        Command command = new("blob-id", "Computes the blob id of a file, without a network.") { file, shards };
        command.SetAction(parsed =>
        {
            console.Write(Compute(parsed.GetValue(file)!, parsed.Parameters(shards), console), parsed.Has(SharedOptions.Json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static BlobIdReport Compute(string path, RedStuffParameters parameters, CommandConsole console)
    {
        using BlobFile file = BlobFile.Open(path);
        using ProgressLine? progress = ProgressLine.Start(console, "Computing the blob id", file.Source.Length);
        VerifiedBlobMetadata metadata = new BlobEncoder(parameters).ComputeMetadata(file.Source, Work.Options(progress));
        return new BlobIdReport(metadata.BlobId, path, metadata.UnencodedLength, metadata.Metadata.EncodingType);
    }
}
