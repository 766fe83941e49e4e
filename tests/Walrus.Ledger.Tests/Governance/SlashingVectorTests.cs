using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Governance;

/// <summary>The slashing vectors, by signed transactions.</summary>
public sealed class SlashingVectorTests
{
    private const string Topic = "governance";

    public static TheoryData<string> Scripts => Vectors.Ids(Topic, "slashing");

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        WeightedLedger network = new(vector.Given.GetProperty("weights"));
        ObjectId candidate = network.Ledger.NodeId(network.Outsider);
        network.Ledger.Ok(network.Ledger.Developer, new AddCommission(candidate, vector.Given.U64("candidateCommission")));
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
        {
            if (step.Text("op") == "nextEpoch")
                network.Ledger.NextEpoch();
            else
                Check(network, candidate, step, step.GetProperty("result"));
            Assert.Empty(LedgerInvariants.Check(network.Ledger.Machine));
        }
    }

    private static void Check(WeightedLedger network, ObjectId candidate, JsonElement step, JsonElement expected)
    {
        TransactionEffects effects = step.Text("op") switch
        {
            "vote" => network.RunAs(step, node => new VoteForSlashing(candidate, node)),
            "execute" => network.Ledger.Run(network.Ledger.Developer, new ExecuteSlashing(candidate)),
            "cleanup" => network.Ledger.Run(network.Ledger.Developer, new CleanUpSlashing(candidate)),
            string other => throw new InvalidOperationException(other),
        };
        Assert.Equal(expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (expected.Has("weight"))
            Assert.Equal(expected.Int("weight"), network.Ledger.Machine.State.Slashings.Find(candidate)!.Weight);
        if (expected.Has("burned"))
            Assert.Equal(expected.U64("burned"), Assert.IsType<CommissionSlashed>(effects.Events[^1].Body).Burned);
        if (expected.Has("removed"))
            Assert.Equal(expected.GetProperty("removed").GetBoolean(), network.Ledger.Machine.State.Slashings.Find(candidate) is null);
    }
}
