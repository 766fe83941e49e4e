using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Governance;

/// <summary>The upgrade vectors, by signed transactions.</summary>
public sealed class UpgradeVectorTests
{
    private const string Topic = "governance";

    public static TheoryData<string> Scripts => Vectors.Ids(Topic, "upgrade");

    [Theory, MemberData(nameof(Scripts))]
    public void Script(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        WeightedLedger network = new(vector.Given.GetProperty("weights"));
        foreach (JsonElement step in vector.Expect.GetProperty("steps").EnumerateArray())
        {
            if (step.Text("op") == "nextEpoch")
                network.Ledger.NextEpoch();
            else
                Check(network, step, step.GetProperty("result"));
        }
    }

    private static void Check(WeightedLedger network, JsonElement step, JsonElement expected)
    {
        Bytes32 digest = Make.Bytes(step.Text("target")[0]);
        TransactionEffects effects = step.Text("op") switch
        {
            "vote" => network.RunAs(step, node => new VoteUpgrade(node, digest)),
            "authorize" => network.Ledger.Run(network.Ledger.Developer, new AuthorizeUpgrade(digest)),
            string other => throw new InvalidOperationException(other),
        };
        Assert.Equal(expected.Has("abort") ? expected.Text("abort") : null, effects.Status.AbortReason);
        if (!effects.Status.IsOk)
            return;
        if (expected.Has("weight"))
            Assert.Equal(expected.Int("weight"), network.Ledger.Machine.UpgradeProposals[digest].Weight);
        if (expected.Has("newVersion"))
            Assert.Equal(expected.U64("newVersion"), network.Ledger.Machine.CodeVersion.Version);
        string[] events = expected.Has("events") ? [.. expected.GetProperty("events").EnumerateArray().Select(name => name.GetString()!)] : [];
        Assert.Equal(events, effects.Events.Select(item => item.Body.Kind).Where(kind => (int)kind < 64).Select(kind => kind.ToString()));
    }
}
