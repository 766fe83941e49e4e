using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>The bytes of version 2, as <c>docs/storage-format.md</c> gives them. A change here needs a new version there.</summary>
public sealed class LogFormatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bytes_are_golden()
    {
        var disk = new MemoryDevice();
        var options = new EmbeddedStoreOptions { NewId = () => new Guid("000102030405060708090a0b0c0d0e0f") };
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk, null, options, Cancel))
        {
            await store.PutSliverAsync(Bytes.Key(7, 5, Axis.Secondary), Bytes.Of("sliver"), Cancel);
            await store.PutMetadataAsync(Bytes.Blob(7), Bytes.Of("meta"), Cancel);
        }
        Assert.Equal(["0000000001.slivers", "store"], disk.List());
        Assert.Equal(GoldenIdentity, Convert.ToHexStringLower(disk.Read("store")));
        Assert.Equal(GoldenSegment, Convert.ToHexStringLower(disk.Read("0000000001.slivers")));
    }

    private const string GoldenIdentity =
        "57414c534c4956520200000000000000030201000504070608090a0b0c0d0e0f00000000000000000000000000000000000000000000000000000000" +
        "79c52734";

    private const string GoldenSegment =
        "57414c534c4956520200000001000000030201000504070608090a0b0c0d0e0f00000000000000000000000000000000000000000000000000000000" +
        "7dd80e2857535231010000000b00000006000000e52a16bc070000000000000000000000000000000000000000000000000000000000000001000000" +
        "40000000000000000000000012d1792f736c697665725753523101000000ffffffff040000009510071b070000000000000000000000000000000000" +
        "0000000000000000000000000000010000008e0000000000000000000000119ee1216d65746157535231050000000000000000000000000000000000" +
        "00000000000000000000000000000000000000000000000000000000000001000000da00000001000000da000000a8b00c80";
}
