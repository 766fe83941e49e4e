using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Pools;

/// <summary>The storage-pool vectors, run through the ledger's commands.</summary>
public sealed class PoolVectorTests
{
    private const string Topic = "storage-pool-blobs";

    private readonly RuleBench _bench = new(shards: 100);
    private ObjectId _pool;
    private ulong _nextStorage = 100;

    public static TheoryData<string> Scripts => Vectors.Ids(Topic);

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        _bench.SetCommittee(0, (1ul, 100));
        _bench.SetPrices(5, 1);
        _bench.SetCapacity(1_000_000_000);
        foreach (JsonElement step in Vectors.Case(Topic, id).Expect.GetProperty("steps").EnumerateArray())
        {
            switch (step.Text("op"))
            {
                case "epoch":
                    _bench.JumpTo((uint)step.U64("epoch"));
                    break;
                case "state":
                    CheckState(step.GetProperty("result"));
                    break;
                default:
                    Check(step);
                    break;
            }

            Assert.Empty(Ledger.Invariants.PoolInvariants.Check(_bench.State));
        }
    }

    private void Check(JsonElement step)
    {
        TransactionEffects effects = _bench.Run(CommandOf(step));
        JsonElement expected = step.Has("result") ? step.GetProperty("result") : default;
        bool judged = expected.ValueKind == JsonValueKind.Object;
        Assert.Equal(judged && expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        if (step.Text("op") == "create")
            _pool = effects.Created.Single(item => _bench.State.Objects.Find(item) is StoragePool);
        if (!judged)
            return;
        if (expected.Has("events"))
        {
            string[] names = [.. effects.Events.Select(item => item.Body.Kind).Where(kind => (int)kind < 64).Select(kind => kind.ToString())];
            Assert.Equal(expected.GetProperty("events").EnumerateArray().Select(name => name.GetString()!), names);
        }

        if (expected.Has("wasCertified"))
            Assert.Equal(expected.GetProperty("wasCertified").GetBoolean(), effects.Events.Select(item => item.Body).OfType<PooledBlobDeleted>().Single().WasCertified);
        foreach (string name in new[] { "extracted", "returnedStorage" }.Where(name => expected.Has(name)))
            CheckReturned(expected.GetProperty(name), effects);
    }

    private void CheckReturned(JsonElement triple, TransactionEffects effects)
    {
        StorageReservation returned = Assert.Single(effects.Created.Select(_bench.State.Objects.Find).OfType<StorageReservation>());
        Assert.Equal((triple[0].U64(), triple[1].U64(), triple[2].U64()), (returned.Start.Value, returned.End.Value, returned.Size));
        Assert.Equal(RuleBench.User, returned.Owner);
    }

    private void CheckState(JsonElement expected)
    {
        StoragePool pool = Pool();
        Assert.Equal(expected.Int("blobCount"), pool.Blobs.Count);
        Assert.Equal(expected.U64("used"), pool.UsedBytes);
        Assert.Equal(expected.U64("capacity"), pool.Capacity);
        Assert.Equal(expected.U64("available"), pool.Unused);
    }

    private Command CommandOf(JsonElement step) => step.Text("op") switch
    {
        "create" => new CreatePoolWithReservation(Storage(step.GetProperty("storage")).Id),
        "register" => Register(step),
        "certify" => Certify(step),
        "delete" => new DeletePooledBlob(PoolArgument.Pool(_pool), Blob(step).BlobId),
        "burnExpired" => new BurnExpiredPooledBlob(_pool, Blob(step).BlobId),
        "decreaseBySize" => new DecreasePool(_pool, step.U64("size")),
        "decreaseUnusedPercent" => new DecreasePoolByPercent(_pool, (byte)step.U64("percent")),
        "increaseWithStorage" => new IncreasePoolWithReservation(_pool, Storage(step.GetProperty("storage")).Id),
        "destroy" => new DestroyPool(_pool),
        string other => throw new InvalidOperationException(other),
    };

    private RegisterPooledBlob Register(JsonElement step)
    {
        ulong size = step.U64("unencodedSize");
        return new RegisterPooledBlob(
            PoolArgument.Pool(_pool), Make.Blob(Root(step), size), Make.Bytes(Root(step)), size, 1, step.GetProperty("deletable").GetBoolean());
    }

    private CertifyPooledBlob Certify(JsonElement step)
    {
        PooledBlob blob = Blob(step);
        ObjectId named = step.Has("objectOf") ? Make.Id(0xF00) : blob.Id;
        byte[] message = Make.Confirmation(_bench.State.Now.Value, blob.BlobId, step.Text("persistence") == "deletable" ? named : null);
        return new CertifyPooledBlob(PoolArgument.Pool(_pool), blob.BlobId, Make.Certificate(_bench.State.Epochs.Value.Current, message));
    }

    private PooledBlob Blob(JsonElement step) => Pool().Blobs.Values.Single(blob => blob.BlobId == Make.Blob(Root(step), blob.Size));

    private StoragePool Pool() => Assert.IsType<StoragePool>(_bench.State.Objects.Find(_pool));

    private static ulong Root(JsonElement step) => step.Text("blob")[0];

    private StorageReservation Storage(JsonElement triple) =>
        _bench.GiveStorage(_nextStorage++, (uint)triple[0].U64(), (uint)triple[1].U64(), triple[2].U64());
}
