using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Staking;

public sealed class SlashingRulesTests
{
    private const string Topic = "governance";
    private const ulong Candidate = 99;

    public static TheoryData<string> Scripts => Vectors.Ids(Topic, "slashing");

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        RuleBench bench = Bench(vector.Given);
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
            Check(bench, step, step.Has("result") ? step.GetProperty("result") : default);
    }

    [Fact]
    public void Votes_count_once_and_in_their_epoch_only()
    {
        RuleBench bench = Bench(Vectors.Case(Topic, "slash-quorum").Given);
        VoteForSlashing vote = new(Make.Id(Candidate), Make.Id(1));
        Assert.True(bench.RunAs(Make.Address(1), vote).Status.IsOk);
        Assert.Equal(Reason.EDuplicateVote, bench.RunAs(Make.Address(1), vote).Status.AbortReason);
        Assert.Equal(Reason.ENotInCommittee, bench.RunAs(Make.Address(Candidate), vote with { Voter = Make.Id(Candidate) }).Status.AbortReason);
        Assert.Equal(Reason.EObjectNotFound, bench.RunAs(Make.Address(2), new VoteForSlashing(Make.Id(77), Make.Id(2))).Status.AbortReason);
        Assert.True(bench.RunAs(Make.Address(2), vote with { Voter = Make.Id(2) }).Status.IsOk);
        bench.JumpTo(2);
        TransactionEffects afresh = bench.RunAs(Make.Address(2), vote with { Voter = Make.Id(2) });
        Assert.Equal(new SlashingVoted(new Epoch(2), Make.Id(Candidate), Make.Id(2), 100), Assert.Single(afresh.Events).Body);
    }

    private static RuleBench Bench(JsonElement given)
    {
        (ulong Node, int Weight)[] weights = [.. given.GetProperty("weights").EnumerateArray().Select(pair => (pair[0].U64(), pair[1].GetInt32()))];
        RuleBench bench = new(shards: weights.Sum(pair => pair.Weight), epoch: 1);
        NodeVotes votes = new(1, 1, 0, 1);
        bench.AddNodes(weights.Select(pair => pair.Node).Append(Candidate).Select(node => Make.StorageNode(node, votes)));
        bench.SetCommittee(1, weights);
        ulong commission = given.U64("candidateCommission");
        WalRules.Debit(bench.State, RuleBench.User, commission);
        bench.State.Pools.Set(Make.Id(Candidate), bench.State.Pools.Find(Make.Id(Candidate))!.AddCommission(commission, blocked: true));
        return bench;
    }

    private static void Check(RuleBench bench, JsonElement step, JsonElement expected)
    {
        if (step.Text("op") == "nextEpoch")
        {
            bench.JumpTo(bench.State.Now.Value + 1);
            return;
        }

        TransactionEffects effects = Run(bench, step);
        Assert.Equal(expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (expected.Has("weight"))
            Assert.Equal(expected.Int("weight"), effects.Events.Select(item => item.Body).OfType<SlashingVoted>().Single().Weight);
        if (expected.Has("burned"))
            CheckBurned(bench, effects, expected.U64("burned"));
        if (expected.Has("removed"))
            Assert.Equal(expected.GetProperty("removed").GetBoolean(), effects.Events.Any(item => item.Body is SlashingCleanedUp));
        Assert.DoesNotContain(LedgerInvariants.Check(bench.State), violation => violation.StartsWith("T1", StringComparison.Ordinal));
    }

    private static TransactionEffects Run(RuleBench bench, JsonElement step)
    {
        Assert.Equal("X", step.Text("target"));
        bool authorized = !step.Has("authorized") || step.GetProperty("authorized").GetBoolean();
        return step.Text("op") switch
        {
            "vote" => bench.RunAs(
                authorized ? Make.Address(step.U64("node")) : RuleBench.User,
                new VoteForSlashing(Make.Id(Candidate), Make.Id(step.U64("node")))),
            "execute" => bench.Run(new ExecuteSlashing(Make.Id(Candidate))),
            "cleanup" => bench.Run(new CleanUpSlashing(Make.Id(Candidate))),
            string other => throw new InvalidOperationException(other),
        };
    }

    private static void CheckBurned(RuleBench bench, TransactionEffects effects, ulong burned)
    {
        Assert.Equal(burned, effects.Events.Select(item => item.Body).OfType<CommissionSlashed>().Single().Burned);
        Assert.Equal(burned, bench.State.System.Value.Burned);
        Assert.Equal(0ul, bench.State.Pools.Find(Make.Id(Candidate))!.Commission);
    }
}
