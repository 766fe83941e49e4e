using Walrus.Client.Reading;
using Walrus.Client.Tests.Network;

namespace Walrus.Client.Tests.Reading;

/// <summary>A node that could not be reached costs the next reads nothing, and is not forgotten.</summary>
public sealed class PassedOverNodesTests : ReadingNetwork
{
    private EncodedBlob _blob = null!;
    private int _down;

    private TimeSpan Retrial => Options.Retrial;

    [Fact]
    public async Task Is_tried_again_now_and_then_by_one_request()
    {
        await ReadWithOneDownAsync();
        for (int tries = 1; tries < 4; tries++)
        {
            // Slivers of another shard of the same node would count as well.
            for (int read = 0; read < 3; read++)
            {
                Assert.Equal(_blob.Bytes, await ReadAsync(_blob));
                Assert.Equal(tries, Observed.Count);
            }
            Network.Time.Advance(Retrial);
            Assert.Equal(_blob.Bytes, await ReadAsync(_blob));
            Assert.Equal(tries + 1, Observed.Count);
        }
    }

    [Fact]
    public async Task Serves_again_once_it_is_back()
    {
        await ReadWithOneDownAsync();
        Network.Break(NodeFault.None, _down);
        Network.Time.Advance(Retrial);
        Assert.Equal(_blob.Bytes, await ReadAsync(_blob));
        await using BlobRead read = await Reader.OpenAsync(_blob.Id, Network.Committee, range: null, Core.Encoding.ConsistencyCheck.Default, Test);
        await read.CopyToAsync(Stream.Null, Test);
        Assert.Contains(Network.Committee.Members[_down].NodeId, read.Served.Bytes.Keys);
        Assert.Single(Observed);
    }

    [Fact]
    public async Task Is_asked_when_nobody_can_stand_in_for_it()
    {
        await ReadWithOneDownAsync();
        Network.Break(NodeFault.None, _down);
        // With six others gone too, its sliver is among the last four.
        Network.Break(NodeFault.Refuse, Enumerable.Range(0, 10).Where(node => node != _down).Take(6));
        Assert.Equal(_blob.Bytes, await ReadAsync(_blob));
    }

    /// <summary>One try of the node that holds a row of the blob: it refuses.</summary>
    private async Task ReadWithOneDownAsync()
    {
        _blob = Stored(28_000); // four rows
        _down = HolderOf(_blob, row: 1);
        Network.Break(NodeFault.Refuse, _down);
        Assert.Equal(_blob.Bytes, await ReadAsync(_blob));
        Assert.Single(Observed);
    }
}
