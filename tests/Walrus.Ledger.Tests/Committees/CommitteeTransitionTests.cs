using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Committees;

public sealed class CommitteeTransitionTests
{
    private const string Topic = "committee-transition";

    public static TheoryData<string> Chains => Vectors.Ids(Topic, "chain");

    public static TheoryData<string> Diffs => Vectors.Ids(Topic, "diff");

    [Theory, MemberData(nameof(Chains))]
    public void As_few_shards_as_possible_move(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        List<string> committees = [];
        List<int> moved = [];
        IReadOnlyList<ShardAssignment> current = CommitteeTransition.Next([], Targets(vector.Given.GetProperty("initialAssignment")));
        committees.Add(Describe(current));
        foreach (JsonElement transition in vector.Given.GetProperty("transitions").EnumerateArray())
        {
            try
            {
                IReadOnlyList<ShardAssignment> next = CommitteeTransition.Next(current, Targets(transition));
                moved.Add(Moved(current, next));
                committees.Add(Describe(current = next));
            }
            catch (LedgerException refusal)
            {
                committees.Add(refusal.Reason);
            }
        }

        Assert.Equal(vector.Expect.GetProperty("committees").EnumerateArray().Select(Describe), committees);
        Assert.Equal(vector.Expect.GetProperty("movedShards").EnumerateArray().Select(count => count.GetInt32()), moved);
    }

    [Theory, MemberData(nameof(Diffs))]
    public void Members_of_one_committee_only_are_told_apart(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Committee first = Members(vector.Given.GetProperty("first"));
        Committee second = Members(vector.Given.GetProperty("second"));
        Assert.Equal(Ids(vector.Expect.GetProperty("onlyInFirst")), first.Except(second));
        Assert.Equal(Ids(vector.Expect.GetProperty("onlyInSecond")), second.Except(first));
    }

    private static Committee Members(JsonElement ids) =>
        new(new Epoch(1), Ids(ids).Select(id => new CommitteeMember(id, Make.Key(1), [new ShardIndex(0)])));

    private static IEnumerable<ObjectId> Ids(JsonElement ids) => ids.EnumerateArray().Select(id => Make.Id(id.GetUInt64()));

    private static ShardTarget[] Targets(JsonElement pairs) =>
        [.. pairs.EnumerateArray().Select(pair => new ShardTarget(Make.Id(pair[0].U64()), pair[1].GetInt32()))];

    private static string Describe(JsonElement committee) => committee.ValueKind == JsonValueKind.Object
        ? committee.Text("abort")
        : string.Join("; ", committee.EnumerateArray().Select(member =>
        $"{Make.Id(member[0].U64())}: {string.Join(',', member[1].EnumerateArray().Select(shard => shard.GetInt32()))}"));

    private static string Describe(IReadOnlyList<ShardAssignment> committee) =>
        string.Join("; ", committee.Select(member => $"{member.Node}: {string.Join(',', member.Shards)}"));

    private static int Moved(IReadOnlyList<ShardAssignment> before, IReadOnlyList<ShardAssignment> after) => after.Sum(member =>
        member.Shards.Except(before.FirstOrDefault(old => old.Node == member.Node).Shards is { IsDefault: false } old ? old : []).Count());
}
