using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Events;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Epochs;

/// <summary>The timeline vectors from the first voting end on; nodes and stakes of epoch 0 are put in place directly.</summary>
public sealed class EpochTimelineTests
{
    private const string Topic = "epoch-timeline";

    /// <summary>Needs withdrawals of stake (3.3), which are not built.</summary>
    private const string NotBuilt = "node-leaves-and-rewards";

    public static TheoryData<string> Scripts => [.. Vectors.Load(Topic).Select(item => item.Id).Where(id => id != NotBuilt)];

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        RuleBench bench = new(vector.Given.Int("nShards"), vector.Given.U64("epochMs"), firstEpochStartMs: vector.Given.U64("epochZeroMs"));
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
            Check(bench, step, step.Has("result") ? step.GetProperty("result") : default);
    }

    private static void Check(RuleBench bench, JsonElement step, JsonElement result)
    {
        switch (step.Text("op"))
        {
            case "register":
                Register(bench, step);
                break;
            case "stake":
                Stake(bench, step);
                break;
            case "at":
                bench.NowMs = step.U64("ms");
                break;
            case "votingEnd":
                CheckEffects(bench.Run(new VotingEnd()), result);
                break;
            case "initiate":
                CheckEffects(bench.Run(new InitiateEpochChange()), result);
                break;
            case "syncDone":
                EpochSyncDone attestation = new(Make.Id(step.U64("node")), new Epoch((uint)step.U64("epoch")));
                CheckEffects(bench.RunAs(Make.Address(step.U64("node")), attestation), result);
                break;
            case "expect":
                CheckState(bench, result);
                break;
            default:
                Assert.Fail(step.Text("op"));
                break;
        }
    }

    private static void Register(RuleBench bench, JsonElement step)
    {
        NodeVotes votes = new(
            step.Has("storagePrice") ? step.U64("storagePrice") : 5,
            step.Has("writePrice") ? step.U64("writePrice") : 1,
            0,
            step.Has("capacity") ? step.U64("capacity") : 1_000_000_000);
        foreach (JsonElement node in step.GetProperty("nodes").EnumerateArray())
            bench.State.Nodes.Set(Make.Id(node.U64()), Make.StorageNode(node.U64(), votes));
    }

    private static void Stake(RuleBench bench, JsonElement step)
    {
        ActiveSet candidates = bench.State.ActiveSet.Value;
        ulong amount = step.U64("amount");
        bench.State.ActiveSet.Value = candidates with { Entries = candidates.Entries.Add(new ActiveSetEntry(Make.Id(step.U64("node")), amount)) };
        bench.TakeFromUser(amount);
        StakedWal position = new(Make.Id(0x5000 + step.U64("node")), RuleBench.User, Make.Id(step.U64("node")), amount, new Epoch(1), null);
        bench.State.Objects.Set(position.Id, position);
        Ledger.Governance.NodePrincipal.Follow(bench.State, null, position);
    }

    private static void CheckEffects(TransactionEffects effects, JsonElement result)
    {
        Assert.Equal(result.Has("abort") ? result.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        Assert.Equal(result.GetProperty("events").EnumerateArray().Select(Describe), effects.Events.Select(item => Describe(item.Body)).OfType<string>());
        if (!result.Has("burned"))
            return;
        EpochRewardsPaid paid = effects.Events.Select(item => item.Body).OfType<EpochRewardsPaid>().Single();
        Assert.Equal(result.U64("burned"), paid.Burned);
        Assert.Equal(result.U64("carriedOver"), paid.Carried);
        Assert.Equal(
            result.GetProperty("rewards").EnumerateObject().Select(reward => new NodeReward(Make.Id(ulong.Parse(reward.Name, null)), reward.Value.U64())),
            paid.Rewards);
    }

    private static void CheckState(RuleBench bench, JsonElement expected)
    {
        EpochState epochs = bench.State.Epochs.Value;
        Assert.Equal(expected.U64("epoch"), epochs.Current.Epoch.Value);
        Assert.Equal(expected.Text("state"), epochs.Phase.Kind.ToString());
        Assert.Equal(Describe(expected.GetProperty("committee")), Describe(epochs.Current));
        Assert.Equal(Describe(expected.GetProperty("next")), Describe(epochs.Next));
        Assert.Equal(expected.U64("totalCapacity"), bench.State.System.Value.TotalCapacity);
        Assert.Equal(expected.U64("storagePrice"), bench.State.System.Value.Prices.Storage);
        Assert.Equal(expected.U64("writePrice"), bench.State.System.Value.Prices.Write);
        Assert.Empty(LedgerInvariants.Check(bench.State));
    }

    private static string? Describe(Committee? committee) => committee is null
        ? null
        : string.Join(' ', committee.Members.Select(member => $"{member.Node}:{member.Weight}"));

    private static string? Describe(JsonElement committee)
    {
        if (committee.ValueKind == JsonValueKind.Null)
            return null;
        if (committee.ValueKind == JsonValueKind.Array)
            return string.Join(' ', committee.EnumerateArray().Select(field => field.ToString()));
        return string.Join(' ', committee.EnumerateObject().Select(member => $"{Make.Id(ulong.Parse(member.Name, null))}:{member.Value}"));
    }

    // Kinds beyond the table of 1.9 are not compared.
    private static string? Describe(EventBody body) => body switch
    {
        EpochParametersSelected e => $"EpochParametersSelected {e.NextEpoch}",
        EpochChangeStart e => $"EpochChangeStart {e.Epoch}",
        PricesUpdated e => $"PricesUpdated {e.Epoch} {e.StoragePrice} {e.WritePrice}",
        ShardsReceived e => $"ShardsReceived {e.Epoch} {e.Shards.Length}",
        EpochChangeDone e => $"EpochChangeDone {e.Epoch}",
        _ => null,
    };
}
