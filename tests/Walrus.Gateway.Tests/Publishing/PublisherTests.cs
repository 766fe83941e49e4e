using System.Net;
using System.Text.Json;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Gateway.Tests.Aggregating;

namespace Walrus.Gateway.Tests.Publishing;

[Collection(GatewayCollection.Name)]
public sealed class PublisherTests(GatewayFixture fixture)
{
    [Fact]
    public async Task A_new_blob_is_answered_as_the_interface_says()
    {
        byte[] bytes = GatewayFixture.Bytes(10, 20_000);
        BlobId expected = new BlobEncoder(new RedStuffParameters(10)).ComputeMetadata(new MemoryBlobSource(bytes)).BlobId;
        JsonElement created = (await PutAsync("/v1/blobs?epochs=3", bytes)).GetProperty("newlyCreated");
        JsonElement blob = created.GetProperty("blobObject");
        Assert.Equal(expected.ToString(), blob.GetProperty("blobId").GetString());
        Assert.Equal(20_000, blob.GetProperty("size").GetInt64());
        Assert.Equal("RS2", blob.GetProperty("encodingType").GetString());
        Assert.True(blob.GetProperty("deletable").GetBoolean());
        Assert.Equal(blob.GetProperty("registeredEpoch").GetUInt32(), blob.GetProperty("certifiedEpoch").GetUInt32());
        Assert.Matches("^0x[0-9a-f]{64}$", blob.GetProperty("id").GetString());
        JsonElement storage = blob.GetProperty("storage");
        Assert.Equal(storage.GetProperty("startEpoch").GetUInt32() + 3, storage.GetProperty("endEpoch").GetUInt32());
        long encoded = new RedStuffParameters(10).EncodedLength(20_000);
        Assert.Equal(encoded, storage.GetProperty("storageSize").GetInt64());
        JsonElement operation = created.GetProperty("resourceOperation").GetProperty("registerFromScratch");
        Assert.Equal(encoded, operation.GetProperty("encodedLength").GetInt64());
        Assert.Equal(3, operation.GetProperty("epochsAhead").GetInt64());
        long units = RedStuffParameters.StorageUnits(encoded);
        Assert.Equal(units * (3 * 100 + 2000), created.GetProperty("cost").GetInt64());
        Assert.False(created.TryGetProperty("sharedBlobObject", out _));
    }

    [Fact]
    public async Task A_permanent_copy_that_lasts_is_already_certified_unless_forced()
    {
        byte[] bytes = GatewayFixture.Bytes(11, 3_000);
        await PutAsync("/v1/blobs?epochs=5&permanent=true", bytes);
        JsonElement existing = (await PutAsync("/v1/blobs?epochs=2&permanent=true", bytes)).GetProperty("alreadyCertified");
        Assert.Equal(32, DecodedLength(existing.GetProperty("event").GetProperty("txDigest").GetString()!));
        Assert.Equal(JsonValueKind.String, existing.GetProperty("event").GetProperty("eventSeq").ValueKind);
        Assert.True((await PutAsync("/v1/blobs?epochs=2&permanent=true&force=true", bytes)).TryGetProperty("newlyCreated", out _));
        Assert.True((await PutAsync("/v1/blobs?epochs=6&permanent=true", bytes)).TryGetProperty("newlyCreated", out _));
    }

    [Fact]
    public async Task A_shared_blob_names_the_shared_object()
    {
        JsonElement created = (await PutAsync("/v1/blobs?share=true", GatewayFixture.Bytes(12, 500))).GetProperty("newlyCreated");
        Assert.Matches("^0x[0-9a-f]{64}$", created.GetProperty("sharedBlobObject").GetString());
    }

    [Fact]
    public async Task The_object_can_be_sent_to_another_account()
    {
        Address receiver = Address.Parse("0x1234");
        JsonElement created = (await PutAsync($"/v1/blobs?send_object_to={receiver}", GatewayFixture.Bytes(13, 500))).GetProperty("newlyCreated");
        ObjectId id = ObjectId.Parse(created.GetProperty("blobObject").GetProperty("id").GetString()!);
        Assert.Equal(receiver, fixture.Network.Ledger.Read(machine => machine.FindObject(id)!.Owner));
    }

    [Theory]
    [InlineData("epochs=0", "INVALID_EPOCHS")]
    [InlineData("epochs=54", "INVALID_EPOCHS")]
    [InlineData("permanent=true&deletable=true", "INVALID_BLOB_PERSISTENCE")]
    public async Task What_cannot_be_sold_is_400_with_a_reason(string query, string reason)
    {
        using HttpResponseMessage answer = await fixture.Http.PutAsync(new Uri($"/v1/blobs?{query}", UriKind.Relative), new ByteArrayContent([1]), TestContext.Current.CancellationToken);
        await AggregatorTests.AssertErrorAsync(answer, HttpStatusCode.BadRequest, reason);
    }

    [Theory]
    [InlineData("epochs=many")]
    [InlineData("epochs=1&epochs=2")]
    [InlineData("permanent=yes")]
    [InlineData("colour=blue")]
    [InlineData("encoding_type=RedStuff")]
    [InlineData("send_object_to=me")]
    [InlineData("share=true&send_object_to=0x1")]
    public async Task A_malformed_query_is_400_in_plain_text(string query)
    {
        using HttpResponseMessage answer = await fixture.Http.PutAsync(new Uri($"/v1/blobs?{query}", UriKind.Relative), new ByteArrayContent([1]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413(bool announced)
    {
        using PatternContent body = new(new RedStuffParameters(10).MaxBlobSize + 1, announced);
        using HttpResponseMessage answer = await fixture.Http.PutAsync(new Uri("/v1/blobs", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        string said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"{new RedStuffParameters(10).MaxBlobSize}", said, StringComparison.Ordinal);
        if (announced)
            Assert.Contains("100 shards", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_methods_are_405_and_options_succeed_everywhere()
    {
        using HttpResponseMessage deleted = await fixture.Http.DeleteAsync(new Uri("/v1/blobs", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, deleted.StatusCode);
        using HttpRequestMessage options = new(HttpMethod.Options, "/anything/at/all");
        using HttpResponseMessage preflight = await fixture.Http.SendAsync(options, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, preflight.StatusCode);
    }

    private async Task<JsonElement> PutAsync(string path, byte[] bytes)
    {
        using HttpResponseMessage answer = await fixture.Http.PutAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(bytes), TestContext.Current.CancellationToken);
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static int DecodedLength(string base58)
    {
        System.Numerics.BigInteger value = base58.Aggregate(
            System.Numerics.BigInteger.Zero,
            static (sum, c) => sum * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".IndexOf(c, StringComparison.Ordinal));
        return Math.Max(value.GetByteCount(isUnsigned: true) + base58.TakeWhile(static c => c == '1').Count(), 32);
    }

    /// <summary>A body made while it is sent, with or without its length announced.</summary>
    private sealed class PatternContent(long length, bool announced) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            byte[] chunk = new byte[64 << 10];
            for (long left = length; left > 0; left -= chunk.Length)
                await stream.WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, chunk.Length)));
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return announced;
        }
    }
}
