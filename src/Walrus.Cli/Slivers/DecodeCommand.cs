using System.CommandLine;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Slivers;

namespace Walrus.Cli.Slivers;

/// <summary><c>walrus decode DIR</c>: rebuilds a blob from whatever slivers a folder holds.</summary>
internal static class DecodeCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> folder = new("DIR") { Description = $"Folder with {SliverFormat.MetadataName} and slivers, as encode writes them." };
        Option<string> shards = SharedOptions.RequiredShards();
        Option<string> file = new("--out") { Description = "The file to write.", HelpName = "FILE", Required = true };
        Command command = new("decode", "Rebuilds a blob from slivers, each verified, without a network.") { folder, shards, file };
        command.SetAction(parsed =>
        {
            using Interruption interruption = new();
            SliverFolder slivers = SliverFolder.Open(parsed.GetValue(folder)!, parsed.Parameters(shards));
            FieldReport report = Decode(slivers, parsed.GetValue(file)!, console, interruption.Token);
            console.Write(report, parsed.Has(SharedOptions.Json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static FieldReport Decode(SliverFolder folder, string path, CommandConsole console, CancellationToken cancellationToken)
    {
        using OutputFile file = new(path);
        List<Sliver> slivers = Choose(folder, console, cancellationToken);
        using (ProgressLine? progress = ProgressLine.Start(console, "Decoding", folder.Metadata.UnencodedLength))
        {
            FileBlobTarget target = new(file.Handle, folder.Metadata.UnencodedLength);
            new BlobDecoder(folder.Metadata).Decode(slivers, target, ConsistencyCheck.Default, Work.Options(progress, cancellationToken));
        }

        file.Finish();
        return new FieldReport()
            .Add("blob_id", folder.Metadata.BlobId.ToString())
            .Add("unencoded_length", folder.Metadata.UnencodedLength)
            .Add("symbol_size", folder.Metadata.SymbolSize)
            .Add("axis", slivers[0].Axis.ToString().ToLowerInvariant())
            .Add("slivers_used", slivers.Count)
            .Add("slivers_refused", [.. folder.Refused.Select(refused => refused.Name)])
            .Add("out", path);
    }

    // Primary slivers first: it takes fewer of them.
    private static List<Sliver> Choose(SliverFolder folder, CommandConsole console, CancellationToken cancellationToken)
    {
        Dictionary<Axis, int> sound = [];
        int reported = 0;
        foreach (Axis axis in (Axis[])[Axis.Primary, Axis.Secondary])
        {
            List<Sliver> slivers = folder.ReadSound(axis, Work.Options(progress: null, cancellationToken));
            for (; reported < folder.Refused.Count; reported++)
                console.Error.WriteLine($"Refused {folder.Refused[reported].Name}: {folder.Refused[reported].Reason}");
            if (slivers.Count == folder.Required(axis))
                return slivers;
            sound[axis] = slivers.Count;
        }

        throw MissingSlivers.Explain(folder, axis => sound[axis]);
    }
}
