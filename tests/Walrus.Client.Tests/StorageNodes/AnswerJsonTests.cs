using System.Text;
using System.Text.Json;
using CsCheck;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Tests.StorageNodes;

/// <summary>What is written is read back, and JSON of any other kind is refused as such.</summary>
public sealed class AnswerJsonTests
{
    private static readonly Gen<EventId> Events = Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 44], Gen.ULong, (digest, sequence) => new EventId(digest, sequence));
    private static readonly Gen<DeletableCounts> Counts = Gen.Select(Gen.UInt, Gen.UInt, (total, certified) => new DeletableCounts(total, certified));
    private static readonly Gen<Epoch> Epochs = Gen.UInt.Select(number => new Epoch(number));
    private static readonly Gen<Epoch?> MaybeEpochs = Gen.Select(Gen.Bool, Epochs, (there, epoch) => there ? epoch : (Epoch?)null);

    private static readonly Gen<BlobStatus> Statuses = Gen.OneOf(
        Gen.Const((BlobStatus)new BlobStatus.Nonexistent()),
        Gen.Select(Epochs, Gen.Bool, Events, Counts, MaybeEpochs, (end, certified, e, counts, first) => (BlobStatus)new BlobStatus.Permanent(end, certified, e, counts, first)),
        Gen.Select(MaybeEpochs, Counts, (first, counts) => (BlobStatus)new BlobStatus.Deletable(first, counts)),
        Events.Select(e => (BlobStatus)new BlobStatus.Invalid(e)));

    private static byte[] Json(BlobStatus status) => WalrusJson.ToUtf8(writer => BlobStatusJson.Write(writer, status));

    [Fact]
    public void Blob_statuses_are_read_back() => Statuses.Sample(status =>
    {
        using JsonDocument document = JsonDocument.Parse(Json(status));
        Assert.Equal(status, BlobStatusJson.Read(document.RootElement));
    });

    [Fact]
    public void Damaged_statuses_are_other_statuses_or_refused() =>
        Gen.Select(Statuses, Gen.Int[0, 400], Gen.Byte).Sample((status, position, value) =>
        {
            byte[] json = Json(status);
            json[position % json.Length] = value;
            try
            {
                using JsonDocument document = JsonDocument.Parse(json);
                Assert.NotNull(BlobStatusJson.Read(document.RootElement));
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                // The client turns these into an invalid answer.
                Assert.NotEmpty(e.Message);
            }
        });

    [Theory]
    [InlineData("""{"uptime":{"secs":18446744073709551615,"nanos":4294967295},"epoch":1,"publicKey":"","nodeStatus":"Active","eventProgress":{"persisted":0,"pending":0},"shardSummary":{"owned":0,"ownedShardStatus":{"unknown":0,"ready":0,"inTransfer":0,"inRecovery":0},"readOnly":0}}""", true)]
    [InlineData("""{"uptime":{"secs":1,"nanos":0},"epoch":4294967296,"publicKey":"","nodeStatus":"Active","eventProgress":{"persisted":0,"pending":0},"shardSummary":{"owned":0,"ownedShardStatus":{"unknown":0,"ready":0,"inTransfer":0,"inRecovery":0},"readOnly":0}}""", false)]
    [InlineData("""{"uptime":{"secs":1,"nanos":0},"epoch":1,"publicKey":"","nodeStatus":"Active","eventProgress":{"persisted":0,"pending":0},"shardSummary":{"owned":-1,"ownedShardStatus":{"unknown":0,"ready":0,"inTransfer":0,"inRecovery":0},"readOnly":0}}""", false)]
    [InlineData("""{"uptime":{"secs":1,"nanos":0},"epoch":1,"publicKey":"","nodeStatus":"Active","eventProgress":{"persisted":0,"pending":0},"shardSummary":{"owned":0,"ownedShardStatus":{"unknown":0,"ready":0,"inTransfer":0,"inRecovery":0},"readOnly":0},"shardDetail":{"owned":[{"shard":70000,"status":"ready"}],"other":[]}}""", false)]
    [InlineData("""{"uptime":{"secs":1,"nanos":0},"epoch":1,"publicKey":"","nodeStatus":"Active","eventProgress":{"persisted":0,"pending":0},"shardSummary":{"owned":0,"ownedShardStatus":{"unknown":0,"ready":0,"inTransfer":0,"inRecovery":0},"readOnly":0},"shardDetail":{"owned":7,"other":[]}}""", false)]
    public void Health_of_any_origin_is_read_or_refused(string json, bool isGood)
    {
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
        if (isGood)
            Assert.Equal("Active", NodeHealthJson.Read(document.RootElement).NodeStatus);
        else
            Assert.Throws<FormatException>(() => NodeHealthJson.Read(document.RootElement));
    }
}
