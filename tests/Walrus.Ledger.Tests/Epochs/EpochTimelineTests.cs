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

/// <summary>The timeline vectors, every step a signed transaction.</summary>
public sealed class EpochTimelineTests
{
    private const string Topic = "epoch-timeline";

    private readonly Dictionary<ulong, ObjectId> _nodes = [];
    private readonly Dictionary<string, ObjectId> _stakes = [];
    private EpochZeroLedger? _ledger;

    public static TheoryData<string> Scripts => Vectors.Ids(Topic);

    private EpochZeroLedger Ledger => _ledger!;

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        _ledger = new EpochZeroLedger(vector.Given.Int("nShards"), vector.Given.U64("epochMs"), vector.Given.U64("epochZeroMs"));
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
        {
            Check(step, step.Has("result") ? step.GetProperty("result") : default);
            Assert.Empty(LedgerInvariants.Check(Ledger.State));
        }
    }

    private void Check(JsonElement step, JsonElement result)
    {
        switch (step.Text("op"))
        {
            case "register":
                Register(step);
                break;
            case "at":
                Ledger.NowMs = step.U64("ms");
                break;
            case "expect":
                CheckState(result);
                break;
            default:
                CheckEffects(step, Ledger.Run(CommandOf(step)), result);
                break;
        }
    }

    private Command CommandOf(JsonElement step) => step.Text("op") switch
    {
        "stake" => new StakeWal(_nodes[step.U64("node")], step.U64("amount")),
        "requestWithdraw" => new RequestWithdrawal(_stakes[step.Text("id")]),
        "withdraw" => new WithdrawStake(_stakes[step.Text("id")]),
        "reserve" => new ReserveSpace(step.U64("size"), (uint)step.U64("epochsAhead")),
        "votingEnd" => new VotingEnd(),
        "initiate" => new InitiateEpochChange(),
        "syncDone" => new EpochSyncDone(_nodes[step.U64("node")], new Epoch((uint)step.U64("epoch"))),
        string other => throw new InvalidOperationException(other),
    };

    private void Register(JsonElement step)
    {
        NodeVotes votes = new(
            step.Has("storagePrice") ? step.U64("storagePrice") : 5,
            step.Has("writePrice") ? step.U64("writePrice") : 1,
            0,
            step.Has("capacity") ? step.U64("capacity") : 1_000_000_000);
        ushort commission = step.Has("commissionBp") ? (ushort)step.U64("commissionBp") : (ushort)0;
        foreach (JsonElement node in step.GetProperty("nodes").EnumerateArray())
            _nodes.Add(node.U64(), Ledger.Register(node.U64(), votes, commission));
    }

    private void CheckEffects(JsonElement step, TransactionEffects effects, JsonElement result)
    {
        Assert.Equal(result.Has("abort") ? result.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        foreach (JsonProperty field in result.EnumerateObject())
            CheckField(step, field, [.. effects.Events.Select(item => item.Body)], effects);
    }

    private void CheckField(JsonElement step, JsonProperty expected, EventBody[] events, TransactionEffects effects)
    {
        switch (expected.Name)
        {
            case "activationEpoch":
                ObjectId id = _stakes[step.Text("id")] = Assert.Single(effects.Created);
                Assert.Equal(expected.Value.U64(), Assert.IsType<StakedWal>(Ledger.State.Objects.Find(id)).ActivationEpoch.Value);
                break;
            case "withdrawEpoch":
                Assert.Equal(expected.Value.U64(), events.OfType<WithdrawalRequested>().Single().Leaves.Value);
                break;
            case "payout":
                Assert.Equal(expected.Value.U64(), events.OfType<StakeWithdrawn>().Single().Payout);
                break;
            case "cost":
                Assert.Equal(expected.Value.U64(), effects.Cost.Storage);
                break;
            case "events":
                // Kinds beyond the table of 1.9 are not compared.
                Assert.Equal(expected.Value.EnumerateArray().Select(Describe), events.Select(Describe).OfType<string>());
                break;
            case "burned":
                Assert.Equal(expected.Value.U64(), events.OfType<EpochRewardsPaid>().Single().Burned);
                break;
            case "carriedOver":
                Assert.Equal(expected.Value.U64(), events.OfType<EpochRewardsPaid>().Single().Carried);
                break;
            case "rewards":
                CheckRewards(expected.Value, events.OfType<EpochRewardsPaid>().Single());
                break;
            default:
                Assert.Fail(expected.Name);
                break;
        }
    }

    private void CheckRewards(JsonElement expected, EpochRewardsPaid paid) => Assert.Equal(
        expected.EnumerateObject().Select(reward => new NodeReward(_nodes[ulong.Parse(reward.Name, null)], reward.Value.U64())).OrderBy(reward => reward.Node),
        paid.Rewards);

    private void CheckState(JsonElement expected)
    {
        EpochState epochs = Ledger.State.Epochs.Value;
        Assert.Equal(expected.U64("epoch"), epochs.Current.Epoch.Value);
        Assert.Equal(expected.Text("state"), epochs.Phase.Kind.ToString());
        Assert.Equal(Shards(expected.GetProperty("committee")), Shards(epochs.Current));
        Assert.Equal(Shards(expected.GetProperty("next")), Shards(epochs.Next));
        Assert.Equal(expected.U64("totalCapacity"), Ledger.State.System.Value.TotalCapacity);
        Assert.Equal(expected.U64("storagePrice"), Ledger.State.System.Value.Prices.Storage);
        Assert.Equal(expected.U64("writePrice"), Ledger.State.System.Value.Prices.Write);
        Assert.True(expected.GetProperty("conserved").GetBoolean());
    }

    private static SortedDictionary<ObjectId, int>? Shards(Committee? committee) => committee is null
        ? null
        : new(committee.Members.ToDictionary(member => member.Node, member => member.Weight));

    private SortedDictionary<ObjectId, int>? Shards(JsonElement committee) => committee.ValueKind == JsonValueKind.Null
        ? null
        : new(committee.EnumerateObject().ToDictionary(member => _nodes[ulong.Parse(member.Name, null)], member => member.Value.GetInt32()));

    private static string Describe(JsonElement fields) => string.Join(' ', fields.EnumerateArray().Select(field => field.ToString()));

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
