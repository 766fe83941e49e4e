using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Quilts;
using Walrus.Core.Slivers;

namespace Walrus.Core.Tests.Quilts;

/// <summary>A quilt after it was encoded: its columns are the secondary slivers of the blob.</summary>
internal sealed class EncodedQuilt
{
    private readonly MemorySliverSink _slivers;

    public EncodedQuilt(int shards, IBlobSource quilt)
    {
        RedStuffParameters parameters = new(shards);
        _slivers = new MemorySliverSink(parameters, quilt.Length);
        Metadata = new BlobEncoder(parameters).Encode(quilt, _slivers);
        Reader = new QuiltReader(Metadata);
    }

    public VerifiedBlobMetadata Metadata { get; }

    public QuiltReader Reader { get; }

    public Sliver Column(int column) => _slivers[Metadata.Parameters.PairOf(new SliverIndex(column), Axis.Secondary), Axis.Secondary];

    public Sliver[] Columns(QuiltColumns columns) => [.. columns.Slivers.Select(column => Column(column.Value))];

    public QuiltIndex ReadIndex() =>
        Reader.ReadIndex(Columns(new QuiltColumns(default, new SliverIndex(Reader.CountIndexColumns(Column(0))))));

    public QuiltPatchData ReadPatch(QuiltColumns columns) => Reader.ReadPatch(columns, Columns(columns));
}
