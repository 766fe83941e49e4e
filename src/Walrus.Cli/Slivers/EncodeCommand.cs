using System.CommandLine;
using System.Security.Cryptography;
using Walrus.Cli.Blobs;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Slivers;

/// <summary><c>walrus encode FILE</c>: encodes a file without a network, into a folder if one is given.</summary>
internal static class EncodeCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> file = SharedOptions.File("The file to encode.");
        Option<string> shards = SharedOptions.RequiredShards();
        Option<string?> folder = new("--out")
        {
            Description = $"Folder for {SliverFormat.MetadataName} and all slivers; made if it does not exist.",
            HelpName = "DIR",
        };
        Option<string> digests = Flag.Create("--digests", "Print SHA-256 digests over all slivers too.");
        Command command = new("encode", "Encodes a file, without a network.") { file, shards, folder, digests };
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            using BlobFile blob = BlobFile.Open(parsed.GetValue(file)!);
            Encoding encoding = new(new BlobEncoder(parsed.Parameters(shards)), blob.Source, console, interruption.Token);
            VerifiedBlobMetadata metadata = parsed.GetValue(folder) is { } path ? encoding.ToFolder(path) : encoding.ToNowhere();
            SliverDigests? sums = parsed.Has(digests) ? encoding.Digests() : null;
            console.Write(ToReport(metadata, sums), parsed.Has(SharedOptions.Json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static FieldReport ToReport(VerifiedBlobMetadata metadata, SliverDigests? digests) => new FieldReport()
        .Add("blob_id", metadata.BlobId.ToString())
        .Add("root_hash", metadata.Metadata.ComputeRoot().ToString())
        .Add("symbol_size", metadata.SymbolSize)
        .Add("encoded_length", metadata.Parameters.EncodedLength(metadata.UnencodedLength))
        .Add("metadata_bcs_sha256", Convert.ToHexStringLower(SHA256.HashData(BcsFormat.ToBytes(metadata.Metadata))))
        .Add("all_primary_data_sha256", digests?.AllPrimaryData)
        .Add("all_secondary_data_sha256", digests?.AllSecondaryData)
        .Add("all_pairs_bcs_sha256", digests?.AllPairsBcs);

    /// <summary>One file on its way.</summary>
    private sealed record Encoding(BlobEncoder Encoder, IBlobSource Source, CommandConsole Console, CancellationToken CancellationToken)
    {
        public VerifiedBlobMetadata ToNowhere()
        {
            using ProgressLine? progress = ProgressLine.Start(Console, "Encoding", Source.Length);
            return Encoder.ComputeMetadata(Source, Work.Options(progress, CancellationToken));
        }

        // The metadata come last: a folder without them was not finished.
        public VerifiedBlobMetadata ToFolder(string folder)
        {
            RedStuffParameters parameters = Encoder.Parameters;
            _ = parameters.SymbolSize(Source.Length);
            Directory.CreateDirectory(folder);
            string metadataPath = Path.Combine(folder, SliverFormat.MetadataName);
            File.Delete(metadataPath);
            VerifiedBlobMetadata metadata;
            using (ProgressLine? progress = ProgressLine.Start(Console, "Encoding", Source.Length))
            using (SliverFolderSink sink = SliverFolderSink.Create(folder, parameters, Source.Length))
            {
                metadata = Encoder.Encode(Source, sink, Work.Options(progress, CancellationToken));
                sink.Complete();
            }

            File.WriteAllBytes(metadataPath, BcsFormat.ToBytes(metadata.Metadata));
            return metadata;
        }

        public SliverDigests Digests() => SliverDigests.Compute(Encoder, Source, Work.Options(progress: null, CancellationToken));
    }
}
