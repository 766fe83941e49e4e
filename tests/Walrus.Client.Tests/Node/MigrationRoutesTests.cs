using System.Net;
using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Recovery;
using Walrus.Core.Signatures;
using Walrus.Node;
using Walrus.Node.Migration;
using Walrus.Storage.Slivers;

namespace Walrus.Client.Tests.Node;

/// <summary>Inconsistency proofs and shard synchronisation over the wire (HTTP interfaces 7.6, 7.8).</summary>
public sealed class MigrationRoutesTests : ApiFixture
{
    private static readonly BlsSecretKey Key = BlsSecretKey.FromSeed(new byte[32]);
    private static readonly ShardIndex Shard = new(4);

    private static SignedMessage Request =>
        SignedMessage.Sign(Key, new Epoch(3), new SyncShardRequest(Shard, Axis.Secondary, Blob, 7, new Epoch(3)));

    [Fact]
    public async Task An_attestation_stands_without_the_signed_level()
    {
        using ByteArrayContent proof = new([9, 8]);
        using HttpResponseMessage response = await Host.Http.PostAsync(
            new Uri($"/v1/blobs/{Blob}/inconsistencyProof/secondary", UriKind.Relative), proof, Test);
        Assert.Equal(
            $$$$"""{"success":{"code":200,"data":{"serializedMessage":"+/8=","signature":"{{{{Convert.ToBase64String(new byte[96])}}}}"}}}""",
            await TextOf(response));
        Assert.Equal($"judge {Blob} {Axis.Secondary}", Node.Asked);
        Assert.Equal([9, 8], Node.Received);
        InconsistencyProof typed = new(Axis.Primary, new SliverIndex(3), []);
        SignedMessage signed = await Host.Client(Node, Time).PostInconsistencyProofAsync(Blob, typed, Test);
        Assert.Equal(Node.Signed.SerializedMessage.ToArray(), signed.SerializedMessage.ToArray());
        Assert.Equal(typed.ToBytes(), Node.Received);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Slivers_of_a_shard_arrive_one_by_one(int count)
    {
        (MemorySliverStore store, List<(SliverKey Key, int Length)> held) = await HeldAsync(count);
        Node.Shard = new ShardAnswer(store.ReadSliverAsync, held);
        List<(BlobId, Axis, byte[])> came = [];
        int taken = await Host.Client(Node, Time).SyncShardAsync(Request, Key.PublicKey, (sliver, _) =>
        {
            came.Add((sliver.Blob, sliver.Axis, sliver.Body.Memory.ToArray()));
            sliver.Dispose();
            return ValueTask.CompletedTask;
        }, Test);
        Assert.Equal(count, taken);
        Assert.Equal(held.Select(sliver => sliver.Key.Blob), came.Select(sliver => sliver.Item1));
        Assert.All(came, sliver => Assert.Equal(SliverBytes(sliver.Item1), sliver.Item3));
        Assert.Equal(Request.SerializedMessage.ToArray(), Node.Received);
        Assert.Equal($"sync {Key.PublicKey}", Node.Asked);
    }

    [Fact]
    public async Task An_answer_whose_sliver_is_gone_breaks_off()
    {
        (MemorySliverStore store, List<(SliverKey Key, int Length)> held) = await HeldAsync(2);
        Node.Shard = new ShardAnswer(store.ReadSliverAsync, held);
        await store.DeleteSliverAsync(held[1].Key, Test);
        NodeUnreachableException broken = await Assert.ThrowsAsync<NodeUnreachableException>(() => Host.Client(Node, Time).SyncShardAsync(
            Request, Key.PublicKey, static (sliver, _) =>
            {
                sliver.Dispose();
                return ValueTask.CompletedTask;
            }, Test));
        Assert.Equal(UnreachableKind.Broken, broken.Kind);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("", 401)]
    [InlineData("no base64", 400)]
    [InlineData("AAAA", 400)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 400)]
    public async Task Without_the_sender_s_key_nothing_is_looked_at(string? header, int code)
    {
        using HttpResponseMessage response = await PostAsync(BcsFormat.ToBytes(Request), header);
        Assert.Equal((code, "text/plain; charset=utf-8"), ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Null(Node.Asked);
    }

    [Fact]
    public async Task A_body_that_is_no_signed_message_is_plain_text()
    {
        using HttpResponseMessage response = await PostAsync([1, 2, 3], Convert.ToBase64String(Key.PublicKey.Bytes.Span));
        Assert.Equal((HttpStatusCode.BadRequest, "text/plain; charset=utf-8"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Null(Node.Asked);
    }

    [Theory]
    [InlineData(StorageNodeReason.RequestUnauthorized, 403)]
    [InlineData(StorageNodeReason.SliverCountExceedsLimit, 400)]
    [InlineData(StorageNodeReason.MessageVerificationFailed, 400)]
    [InlineData(StorageNodeReason.InvalidEpoch, 400)]
    public async Task Refusals_have_their_status(StorageNodeReason reason, int code)
    {
        Node.Failure = new StorageNodeRefusalException(reason, "why");
        StorageNodeRefusedException refused = await Assert.ThrowsAsync<StorageNodeRefusedException>(() => Host.Client(Node, Time).SyncShardAsync(
            Request, Key.PublicKey, static (_, _) => throw new InvalidOperationException("nothing comes"), Test));
        Assert.Equal((reason, code), (refused.Reason, refused.HttpStatus));
    }

    private static byte[] SliverBytes(BlobId blob) => [3, 1, 2, (byte)blob.Bytes.ToArray()[0], 2, 0, 1, 0];

    private static async Task<(MemorySliverStore Store, List<(SliverKey Key, int Length)> Held)> HeldAsync(int count)
    {
        MemorySliverStore store = new();
        List<(SliverKey Key, int Length)> held = [];
        for (int i = 0; i < count; i++)
        {
            byte[] id = new byte[32];
            id[0] = (byte)(i + 1);
            SliverKey key = new(new BlobId(id), Shard, Axis.Secondary);
            await store.PutSliverAsync(key, SliverBytes(key.Blob), Test);
            held.Add((key, SliverBytes(key.Blob).Length));
        }

        return (store, held);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? authorization)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/v1/migrate/sync_shard", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Host.Http.SendAsync(request, Test);
    }
}
