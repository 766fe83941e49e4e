using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Events;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.EventBlobs;

/// <summary>The event-blob vectors, run through the ledger's commands.</summary>
public sealed class EventBlobVectorTests
{
    private const string Topic = "event-blob-certification";
    private const ulong Size = 1000;

    private readonly RuleBench _bench = new(shards: 1000);

    public static TheoryData<string> Scripts => Vectors.Ids(Topic);

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        _bench.SetCommittee(0, Enumerable.Range(1, 10).Select(node => ((ulong)node, 100)));
        foreach (ulong node in Enumerable.Range(1, 11).Select(node => (ulong)node))
            _bench.State.Nodes.Set(Make.Id(node), Make.StorageNode(node, new NodeVotes(0, 0, 0, 0)));
        foreach (JsonElement step in Vectors.Case(Topic, id).Expect.GetProperty("steps").EnumerateArray())
        {
            if (step.Text("op") == "nextEpoch")
                _bench.JumpTo(_bench.State.Now.Value + 1);
            else
                Check(step, step.GetProperty("result"));
        }
    }

    private void Check(JsonElement step, JsonElement expected)
    {
        ulong root = step.Text("blob")[0];
        Epoch epoch = step.Has("epoch") ? new Epoch((uint)step.U64("epoch")) : _bench.State.Now;
        AttestEventBlob attestation = new(
            Make.Id(step.U64("node")), Make.Blob(root, Size), Make.Bytes(root), Size, 1, step.U64("checkpoint"), epoch);
        TransactionEffects effects = _bench.RunAs(Make.Address(step.U64("node")), attestation);
        Assert.Equal(expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        EventBlobState state = _bench.State.Markets.EventBlobs.Value;
        JsonElement latest = expected.GetProperty("latest");
        EventBlob? named = latest.ValueKind == JsonValueKind.Null ? null : new EventBlob(Make.Blob(latest[1].GetString()![0], Size), latest[0].U64());
        Assert.Equal(named, state.Latest);
        Assert.Equal(expected.Int("tracked"), state.Candidates.Count);
        Assert.Equal(expected.Has("certified"), effects.Events.Any(item => item.Body is BlobCertified { Deletable: false, IsExtension: false }));
    }
}
