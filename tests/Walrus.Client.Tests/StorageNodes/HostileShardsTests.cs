using Microsoft.Extensions.Time.Testing;
using Walrus.Client.StorageNodes;
using Walrus.Client.Tests.Network;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;

namespace Walrus.Client.Tests.StorageNodes;

/// <summary>A former owner may answer anything: the new one ends with the right error, and holds one sliver at most.</summary>
public sealed class HostileShardsTests
{
    private static readonly BlsSecretKey Key = BlsSecretKey.FromSeed(new byte[32]);
    private static readonly byte[] Entry = [.. new byte[32], 0, 2, 7, 7, 2, 0, 1, 0];

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "another version", [1, 0] },
        { "more slivers than an answer has", [0, 0xe9, 0x07] },
        { "a length that is not canonical", [0, 0x80, 0x00] },
        { "a length without end", [0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80] },
        { "an unknown axis", [0, 1, .. new byte[32], 2, 0, 2, 0, 1, 0] },
        { "a sliver longer than any", [0, 1, .. new byte[32], 0, 0xff, 0xff, 0xff, 0x7f] },
        { "bytes after the end", [0, 1, .. Entry, 0] },
    };

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public async Task What_breaks_the_format_is_blamed_on_the_node(string what, byte[] body)
    {
        Assert.NotEmpty(what);
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => SyncAsync(body));
    }

    [Fact]
    public async Task A_good_answer_is_taken_and_its_prefixes_are_broken()
    {
        byte[] good = [0, 1, .. Entry];
        Assert.Equal(1, await SyncAsync(good));
        for (int length = 0; length < good.Length; length++)
            Assert.Equal(UnreachableKind.Broken, (await Assert.ThrowsAsync<NodeUnreachableException>(() => SyncAsync(good[..length]))).Kind);
    }

    private static Task<int> SyncAsync(byte[] body)
    {
        HttpClient http = new(StubHandler.Body(() => new MemoryStream(body))) { BaseAddress = new Uri("http://node/"), Timeout = Timeout.InfiniteTimeSpan };
        StorageNodeClient client = new(http, new RedStuffParameters(10), new FakeTimeProvider());
        SyncShardRequest request = new(new ShardIndex(1), Axis.Primary, new BlobId(new byte[32]), 5, new Epoch(2));
        return client.SyncShardAsync(SignedMessage.Sign(Key, request.Epoch, request), Key.PublicKey, static (sliver, _) =>
        {
            sliver.Dispose();
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);
    }
}
