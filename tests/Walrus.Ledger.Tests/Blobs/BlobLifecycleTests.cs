using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Blobs;

/// <summary>The lifecycle vectors, run through the ledger's commands.</summary>
public sealed class BlobLifecycleTests
{
    private const string Topic = "blob-lifecycle";

    private readonly RuleBench _bench = new(shards: 100);
    private readonly Dictionary<string, BlobObject> _blobs = [];
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
            if (step.Text("op") == "epoch")
                _bench.JumpTo((uint)step.U64("epoch"));
            else
                Check(step);
        }
    }

    private void Check(JsonElement step)
    {
        string label = step.Text("blob");
        TransactionEffects effects = _bench.Run(CommandOf(step, label));
        JsonElement expected = step.Has("result") ? step.GetProperty("result") : default;
        bool aborts = expected.ValueKind == JsonValueKind.Object && expected.Has("abort");
        Assert.Equal(aborts ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (aborts)
            return;
        BlobObject before = _blobs.GetValueOrDefault(label)!;
        foreach (BlobObject blob in effects.Created.Concat(effects.Mutated).Select(_bench.State.Objects.Find).OfType<BlobObject>())
            _blobs[label] = blob;
        if (expected.ValueKind != JsonValueKind.Object)
            return;
        if (expected.Has("events"))
            Assert.Equal(expected.GetProperty("events").EnumerateArray().Select(Describe), effects.Events.Select(item => Describe(item.Body)).OfType<string>());
        if (expected.Has("removed"))
            Assert.Equal(expected.Text("removed"), before.Attributes!.Find(step.Text("key")));
        if (expected.Has("returnedStorage"))
            CheckReturned(expected.GetProperty("returnedStorage"), effects);
    }

    private void CheckReturned(JsonElement triple, TransactionEffects effects)
    {
        StorageReservation returned = Assert.IsType<StorageReservation>(_bench.State.Objects.Find(Assert.Single(effects.Created)));
        Assert.Equal(triple[0].U64(), returned.Start.Value);
        Assert.Equal(triple[1].U64(), returned.End.Value);
        Assert.Equal(triple[2].U64(), returned.Size);
        Assert.Equal(RuleBench.User, returned.Owner);
    }

    private Command CommandOf(JsonElement step, string label) => step.Text("op") switch
    {
        "register" => Register(step),
        "certify" => Certify(step, label),
        "extend" => new ExtendBlob(_blobs[label].Id, (uint)step.U64("epochs")),
        "extendWithResource" => new ExtendBlobWithReservation(_blobs[label].Id, Storage(step.GetProperty("storage")).Id),
        "delete" => new DeleteBlob(_blobs[label].Id),
        "burn" => new BurnBlob(_blobs[label].Id),
        "attrAdd" => new AddAttributes(_blobs[label].Id, Ledger.Blobs.BlobAttributes.Empty),
        "attrSet" => new SetAttribute(_blobs[label].Id, step.Text("key"), step.Text("value")),
        "attrRemove" => new RemoveAttribute(_blobs[label].Id, step.Text("key")),
        string other => throw new InvalidOperationException(other),
    };

    private RegisterBlob Register(JsonElement step)
    {
        ulong size = step.U64("unencodedSize");
        bool matches = !step.Has("idMatches") || step.GetProperty("idMatches").GetBoolean();
        return new RegisterBlob(
            Storage(step.GetProperty("storage")).Id, Make.Blob(matches ? 7u : 8u, size), Make.Bytes(7), size, 1, step.GetProperty("deletable").GetBoolean());
    }

    private CertifyBlob Certify(JsonElement step, string label)
    {
        BlobObject blob = _blobs[label];
        BlobId named = step.Has("messageBlob") ? Make.Blob(9, 1) : blob.BlobId;
        ObjectId subject = step.Has("objectOf") ? Make.Id(0xF00) : blob.Id;
        uint epoch = step.Has("messageEpoch") ? (uint)step.U64("messageEpoch") : _bench.State.Now.Value;
        byte[] message = Make.Confirmation(epoch, named, step.Text("persistence") == "deletable" ? subject : null);
        return new CertifyBlob(blob.Id, Make.Certificate(_bench.State.Epochs.Value.Current, message));
    }

    private StorageReservation Storage(JsonElement triple) =>
        _bench.GiveStorage(_nextStorage++, (uint)triple[0].U64(), (uint)triple[1].U64(), triple[2].U64());

    private static string Describe(JsonElement item) => string.Join(' ', item.EnumerateObject().Select(field => $"{field.Name}={field.Value}"));

    // Kinds beyond the table of 1.9 are not compared.
    private static string? Describe(EventBody body) => body switch
    {
        BlobRegistered e => $"name=BlobRegistered epoch={e.Epoch} endEpoch={e.EndEpoch} deletable={e.Deletable}",
        BlobCertified e => $"name=BlobCertified epoch={e.Epoch} endEpoch={e.EndEpoch} deletable={e.Deletable} isExtension={e.IsExtension}",
        BlobDeleted e => $"name=BlobDeleted epoch={e.Epoch} endEpoch={e.EndEpoch} wasCertified={e.WasCertified}",
        _ => null,
    };
}
