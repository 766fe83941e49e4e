using System.Net;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Tests.Node;

/// <summary>Every route answers what HTTP interfaces 7 says, byte for byte.</summary>
public sealed class StorageNodeAnswersTests : ApiFixture
{
    private static string Sliver(string rest = "") => $"/v1/blobs/{Blob}/slivers/7/secondary{rest}";

    [Theory]
    [InlineData("metadata", "metadata")]
    [InlineData("slivers/7/secondary", "sliver")]
    public async Task Bytes_are_octet_streams_of_exact_length(string route, string asked)
    {
        using HttpResponseMessage response = await GetAsync($"/v1/blobs/{Blob}/{route}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(3, response.Content.Headers.ContentLength);
        Assert.Equal([1, 2, 3], await response.Content.ReadAsByteArrayAsync(Test));
        Assert.StartsWith($"{asked} {Blob}", Node.Asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreOutcome.Stored, 201, "metadata successfully stored", "sliver stored successfully")]
    [InlineData(StoreOutcome.AlreadyStored, 200, "metadata already stored", "sliver already stored")]
    [InlineData(StoreOutcome.Buffered, 202, "metadata buffered pending registration", "sliver buffered pending registration")]
    public async Task Puts_say_what_became_of_the_bytes(StoreOutcome outcome, int code, string metadata, string sliver)
    {
        Node.Outcome = outcome;
        using HttpResponseMessage first = await PutAsync($"/v1/blobs/{Blob}/metadata?pending=true", [5, 6]);
        Assert.Equal(code, (int)first.StatusCode);
        Assert.Equal($$$"""{"success":{"code":{{{code}}},"data":"{{{metadata}}}"}}""", await TextOf(first));
        Assert.Equal($"put metadata {Blob}", Node.Asked);
        Assert.Equal([5, 6], Node.Received);

        using HttpResponseMessage second = await PutAsync(Sliver(), [7, 8, 9], "text/plain");
        Assert.Equal(code, (int)second.StatusCode);
        Assert.Equal("application/json", second.Content.Headers.ContentType?.ToString());
        Assert.Equal($$$"""{"success":{"code":{{{code}}},"data":"{{{sliver}}}"}}""", await TextOf(second));
        Assert.Equal($"put sliver {Blob} 7 {Axis.Secondary}", Node.Asked);
        Assert.Equal([7, 8, 9], Node.Received);
    }

    [Theory]
    [InlineData(StoredStatus.Stored, "stored")]
    [InlineData(StoredStatus.Buffered, "buffered")]
    [InlineData(StoredStatus.Nonexistent, "nonexistent")]
    public async Task Statuses_are_lower_case(StoredStatus status, string name)
    {
        Node.Stored = status;
        foreach (string path in new[] { $"/v1/blobs/{Blob}/metadata/status", Sliver("/status") })
        {
            using HttpResponseMessage response = await GetAsync(path);
            Assert.Equal($$$"""{"success":{"code":200,"data":"{{{name}}}"}}""", await TextOf(response));
        }
    }

    [Fact]
    public async Task Confirmations_are_padded_base64()
    {
        using HttpResponseMessage permanent = await GetAsync($"/v1/blobs/{Blob}/confirmation/permanent");
        Assert.Equal(
            $$$$$"""{"success":{"code":200,"data":{"signed":{"serializedMessage":"+/8=","signature":"{{{{{Convert.ToBase64String(new byte[96])}}}}}"}}}}""",
            await TextOf(permanent));
        Assert.Equal($"confirm {Blob} ", Node.Asked);
        using HttpResponseMessage deletable = await GetAsync($"/v1/blobs/{Blob}/confirmation/deletable/{Object}");
        Assert.Equal($"confirm {Blob} {Object}", Node.Asked);
    }

    public static TheoryData<BlobStatus, string> Statuses => new()
    {
        { new BlobStatus.Nonexistent(), "\"nonexistent\"" },
        {
            new BlobStatus.Permanent(new Epoch(40), true, new EventId("9xQ", 0), new DeletableCounts(2, 1), new Epoch(34)),
            """{"permanent":{"endEpoch":40,"isCertified":true,"statusEvent":{"txDigest":"9xQ","eventSeq":"0"},"deletableCounts":{"count_deletable_total":2,"count_deletable_certified":1},"initialCertifiedEpoch":34}}"""
        },
        {
            new BlobStatus.Deletable(null, new DeletableCounts(1, 1)),
            """{"deletable":{"initialCertifiedEpoch":null,"deletableCounts":{"count_deletable_total":1,"count_deletable_certified":1}}}"""
        },
        { new BlobStatus.Invalid(new EventId("9xQ", 7)), """{"invalid":{"event":{"txDigest":"9xQ","eventSeq":"7"}}}""" },
    };

    [Theory]
    [MemberData(nameof(Statuses), DisableDiscoveryEnumeration = true)]
    public async Task Blob_status_has_four_kinds(BlobStatus status, string data)
    {
        Node.Status = status;
        using HttpResponseMessage response = await GetAsync($"/v1/blobs/{Blob}/status");
        Assert.Equal($$$"""{"success":{"code":200,"data":{{{data}}}}}""", await TextOf(response));
    }

    [Fact]
    public async Task Health_is_what_the_health_command_reads()
    {
        Node.Health = new NodeHealth(
            TimeSpan.FromSeconds(5) + TimeSpan.FromTicks(1), new Epoch(34), new byte[] { 0xfb, 0xff }, "RecoveryInProgress (33)",
            new EventProgress(10, 0, 9), new ShardStatusSummary(2, 0, 1, 1, 0, 0),
            new ShardStatusDetail([new(new ShardIndex(0), ShardHealthStatus.InTransfer)], []), 123);
        using HttpResponseMessage response = await GetAsync("/v1/health?detailed=true");
        Assert.Equal(
            """{"success":{"code":200,"data":{"uptime":{"secs":5,"nanos":100},"epoch":34,"publicKey":"+/8=","nodeStatus":"RecoveryInProgress (33)","eventProgress":{"persisted":10,"pending":0,"highestFinishedEventIndex":9},"shardSummary":{"owned":2,"ownedShardStatus":{"unknown":0,"ready":1,"inTransfer":1,"inRecovery":0},"readOnly":0},"shardDetail":{"owned":[{"shard":0,"status":"inTransfer"}],"other":[]},"latestCheckpointSequenceNumber":123}}}""",
            await TextOf(response));
        Assert.Equal("health True", Node.Asked);
    }

    [Fact]
    public async Task Head_is_get_without_the_body()
    {
        Node.Health = new NodeHealth(TimeSpan.Zero, new Epoch(0), new byte[48], "Active", new(0, 0, null), new(0, 0, 0, 0, 0, 0), null, null);
        string[] paths =
        [
            $"/v1/blobs/{Blob}/metadata", $"/v1/blobs/{Blob}/metadata/status", Sliver(), Sliver("/status"), $"/v1/blobs/{Blob}/status",
            $"/v1/blobs/{Blob}/confirmation/permanent", "/v1/health", "/v1/blobs/nonsense/metadata",
        ];
        foreach (string path in paths)
        {
            using HttpResponseMessage get = await GetAsync(path);
            using HttpResponseMessage head = await Host.Http.SendAsync(new(HttpMethod.Head, new Uri(path, UriKind.Relative)), Test);
            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal((await get.Content.ReadAsByteArrayAsync(Test)).Length, head.Content.Headers.ContentLength);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Test));
        }
    }
}
