using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Cli.Slivers;

/// <summary>A folder with the metadata of a blob and some of its slivers, none of which is trusted.</summary>
internal sealed class SliverFolder
{
    private static readonly int MaxMetadataLength = 16 + RedStuffParameters.MaxShards * SliverPairMetadata.BcsLength;

    private readonly string _path;

    private SliverFolder(string path, VerifiedBlobMetadata metadata)
    {
        _path = path;
        Metadata = metadata;
    }

    /// <summary>The metadata that say which blob it is.</summary>
    public VerifiedBlobMetadata Metadata { get; }

    /// <summary>Files of slivers that were refused, each with the reason.</summary>
    public List<(string Name, string Reason)> Refused { get; } = [];

    /// <summary>Opens a folder by reading the metadata.</summary>
    /// <exception cref="CommandFailedException">There is no such folder, or it has no metadata.</exception>
    /// <exception cref="BcsException">The metadata are damaged.</exception>
    /// <exception cref="InvalidMetadataException">The metadata are of a network of other shards.</exception>
    public static SliverFolder Open(string path, RedStuffParameters parameters)
    {
        if (!Directory.Exists(path))
            throw new CommandFailedException($"There is no folder '{path}'.", "Check the path, and in which folder you are.");
        FileInfo file = new(Path.Combine(path, SliverFormat.MetadataName));
        if (!file.Exists)
        {
            throw new CommandFailedException(
                $"'{path}' has no {SliverFormat.MetadataName}.", "Without it no sliver can be verified: take it from another copy of the slivers.");
        }

        if (file.Length > MaxMetadataLength)
            throw new BcsException($"{file.Name} has {file.Length} bytes; no metadata are that long.");
        BlobMetadata metadata = BcsFormat.FromBytes<BlobMetadata>(File.ReadAllBytes(file.FullName));
        if (metadata.Pairs.Length != parameters.Shards)
        {
            throw new CommandFailedException(
                $"The blob was encoded for {metadata.Pairs.Length} shards, not for {parameters.Shards}.", $"Use --n-shards {metadata.Pairs.Length}.");
        }

        return new SliverFolder(path, VerifiedBlobMetadata.Verify(metadata.ComputeBlobId(), metadata, parameters));
    }

    /// <summary>Slivers of one axis that match the metadata: as many as decoding takes, or all there are. The lowest come first.</summary>
    public List<Sliver> ReadSound(Axis axis, EncodingOptions options)
    {
        int required = Required(axis);
        Queue<SliverIndex> candidates = new(Present(axis));
        List<Sliver> sound = [];
        while (sound.Count < required && candidates.Count > 0)
        {
            List<Sliver> read = [];
            while (sound.Count + read.Count < required && candidates.TryDequeue(out SliverIndex index))
            {
                if (TryRead(index, axis) is { } sliver)
                    read.Add(sliver);
            }

            SliverFault[] faults = SliverVerifier.Check(read, Metadata, options);
            foreach ((Sliver sliver, SliverFault fault) in read.Zip(faults))
            {
                if (fault == SliverFault.None)
                    sound.Add(sliver);
                else
                    Refuse(sliver.Index, axis, new InvalidSliverException(fault, axis, sliver.Index, Metadata.BlobId).Message);
            }
        }

        return sound;
    }

    /// <summary>How many slivers of an axis decoding takes.</summary>
    public int Required(Axis axis) => Metadata.Parameters.SymbolsPerSliver(axis.Orthogonal());

    /// <summary>The slivers of an axis that there are files of.</summary>
    public IEnumerable<SliverIndex> Present(Axis axis) => All().Where(index => File.Exists(PathOf(index, axis)));

    /// <summary>The slivers of an axis that there are no files of.</summary>
    public IEnumerable<SliverIndex> Missing(Axis axis) => All().Where(index => !File.Exists(PathOf(index, axis)));

    private IEnumerable<SliverIndex> All() => Enumerable.Range(0, Metadata.Parameters.Shards).Select(i => new SliverIndex(i));

    // One bad file must not keep the others from being used: it is refused, whatever is wrong with it.
    private Sliver? TryRead(SliverIndex index, Axis axis)
    {
        try
        {
            return Read(index, axis);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ProtocolException)
        {
            Refuse(index, axis, exception.Message);
            return null;
        }
    }

    private Sliver Read(SliverIndex index, Axis axis)
    {
        string path = PathOf(index, axis);
        long length = new FileInfo(path).Length;
        int expected = Sliver.BcsLength(Metadata.SliverLength(axis));
        if (length != expected)
            throw new BcsException($"It has {length} bytes; a sliver of this blob has {expected}.");
        Sliver sliver = Sliver.FromBytes(File.ReadAllBytes(path), axis);
        return sliver.Index == index ? sliver : throw new BcsException($"It holds sliver {sliver.Index}, not {index}.");
    }

    private void Refuse(SliverIndex index, Axis axis, string reason) => Refused.Add((NameOf(index, axis), reason));

    private string PathOf(SliverIndex index, Axis axis) => Path.Combine(_path, NameOf(index, axis));

    private string NameOf(SliverIndex index, Axis axis) => SliverFormat.NameOf(Metadata.Parameters.PairOf(index, axis), axis);
}
