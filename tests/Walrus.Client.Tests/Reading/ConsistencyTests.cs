using System.Collections.Immutable;
using Walrus.Client.Reading;
using Walrus.Client.Tests.Network;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Client.Tests.Reading;

/// <summary>Blobs whose writer lied: all correct readers get the same bytes or none (data plane 10.3).</summary>
public sealed class ConsistencyTests : ReadingNetwork
{
    /// <summary>A blob whose slivers have bytes behind the end that its metadata name.</summary>
    private EncodedBlob WithGarbageBehind(int length, int end)
    {
        EncodedBlob whole = EncodedBlob.Encode(Network.Parameters, EncodedBlob.Pattern(length, 3));
        Assert.Equal(Network.Parameters.SymbolSize(length), Network.Parameters.SymbolSize(end));
        EncodedBlob blob = whole.Under(new BlobMetadata(EncodingType.RS2, (ulong)end, whole.Metadata.Metadata.Pairs));
        blob.StoreOn(Network);
        return blob;
    }

    /// <summary>A blob of which one primary sliver is that of another blob.</summary>
    private EncodedBlob WithForeignRow(int row)
    {
        EncodedBlob first = EncodedBlob.Encode(Network.Parameters, EncodedBlob.Pattern(5000, 3));
        EncodedBlob second = EncodedBlob.Encode(Network.Parameters, EncodedBlob.Pattern(5000, 4));
        ImmutableArray<SliverPairMetadata> pairs = first.Metadata.Metadata.Pairs;
        SliverPairMetadata foreign = pairs[row] with { PrimaryRoot = second.Metadata.Metadata.Pairs[row].PrimaryRoot };
        EncodedBlob blob = first.Under(new BlobMetadata(EncodingType.RS2, 5000, pairs.SetItem(row, foreign)));
        blob.StoreOn(Network);
        SliverPairIndex pair = new(row);
        Network.Nodes[HolderOf(blob, row)].Add(blob.Id, pair, Axis.Primary, second.Sliver(pair, Axis.Primary));
        return blob;
    }

    [Theory]
    [InlineData(56, 55)] // within the last row
    [InlineData(56, 15)] // whole rows as well
    [InlineData(56, 14)] // whole rows alone
    [InlineData(56, 0)]
    public async Task Bytes_behind_the_end_are_found_before_the_first_byte(int length, int end)
    {
        EncodedBlob blob = WithGarbageBehind(length, end);
        await Assert.ThrowsAsync<InconsistentBlobException>(() => Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Default, Test));
        await Assert.ThrowsAsync<InconsistentBlobException>(() => Reader.OpenAsync(blob.Id, Network.Committee, null, ConsistencyCheck.Strict, Test));
        Assert.Equal(blob.Bytes.AsMemory(0, end).ToArray(), await ReadAsync(blob, check: ConsistencyCheck.Skip));
    }

    [Fact]
    public async Task Rebuilding_finds_them_as_well()
    {
        EncodedBlob blob = WithGarbageBehind(56, 55);
        Network.Break(NodeFault.Refuse, HolderOf(blob, 0));
        await Assert.ThrowsAsync<InconsistentBlobException>(() => ReadAsync(blob));
    }

    [Fact]
    public async Task Default_reads_agree_on_the_bytes_or_fail_and_strict_ones_fail()
    {
        EncodedBlob blob = WithForeignRow(1);
        byte[] direct = await ReadAsync(blob);
        Assert.NotEqual(blob.Bytes, direct);
        await Assert.ThrowsAsync<InconsistentBlobException>(() => ReadAsync(blob, check: ConsistencyCheck.Strict));
        Network.Break(NodeFault.Refuse, HolderOf(blob, 1));
        await Assert.ThrowsAsync<InconsistentBlobException>(() => ReadAsync(blob));
        await Assert.ThrowsAsync<InconsistentBlobException>(() => ReadAsync(blob, new ByteRange(10, 3000)));
    }
}
