using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Random commands on stake, nodes, votes and the phases of an epoch; most make sense, some do not.</summary>
internal static class RandomStaking
{
    public const int Kinds = 26;

    // Key pairs are slow to make, so that there are few of them, and few nodes.
    private const int Newcomers = 10;

    public static Command[] Commands(TestLedger ledger, Ed25519Account account, int kind, int first, int second, int third) => kind switch
    {
        0 or 1 => [new StakeWal(AnyNode(ledger, first), Amount(ledger, account, second, third))],
        2 => [new StakeWal(OwnNode(ledger, account, first), Amount(ledger, account, second, third))],
        3 or 4 or 5 => [new RequestWithdrawal(OwnStake(ledger, account, first))],
        6 or 7 or 8 => [new WithdrawStake(OwnStake(ledger, account, first))],
        9 => [new SplitStake(OwnStake(ledger, account, first), Amount(ledger, account, second, third))],
        10 => [new SplitStake(OwnStake(ledger, account, first), 1_000_000_000), new JoinStake(OwnStake(ledger, account, first), ObjectArgument.Created(0))],
        11 => [new JoinStake(OwnStake(ledger, account, first), OwnStake(ledger, account, second))],
        12 => [Registration(ledger, account, first, second)],
        13 => [Registration(ledger, account, first, second), new StakeWal(ObjectArgument.Created(0), Amount(ledger, account, second, third))],
        14 => [new SetCommissionRate(OwnNode(ledger, account, first), (ushort)(second * 11))],
        15 => [new CollectCommission(OwnNode(ledger, account, first))],
        16 => [new AddCommission(AnyNode(ledger, first), (ulong)second)],
        17 => [new TransferObject(OwnStake(ledger, account, first), Account(ledger, second).Address)],
        18 => [SlashingVote(ledger, account, first, second), new VoteForSlashing(AnyNode(ledger, first), OwnNode(ledger, account, second + 1))],
        19 => [SlashingVote(ledger, account, first, second)],
        20 => [third % 2 == 0 ? new ExecuteSlashing(AnyNode(ledger, first)) : new CleanUpSlashing(AnyNode(ledger, first))],
        21 => [Change(ledger, account, first, second, third)],
        22 => [Vote(ledger, account, first, second, third), new UpdatePrices()],
        23 => [Vote(ledger, account, first, second, third)],
        24 => [EndOfVoting(ledger, second)],
        _ => [Sync(ledger, first, second)],
    };

    private static Ed25519Account Account(TestLedger ledger, int number) => ledger.Actors[number % ledger.Actors.Count];

    private static ObjectId AnyNode(TestLedger ledger, int number) => Pick([.. ledger.Machine.Nodes().Select(node => node.Id)], number);

    private static ObjectId OwnNode(TestLedger ledger, Ed25519Account account, int number) =>
        Pick([.. ledger.Machine.Nodes().Where(node => node.Account == account.Address).Select(node => node.Id)], number);

    private static ObjectId OwnStake(TestLedger ledger, Ed25519Account account, int number) =>
        Pick([.. ledger.Machine.OwnedObjects(account.Address).Where(id => ledger.Machine.FindObject(id) is StakedWal)], number);

    private static ObjectId Pick(ObjectId[] ids, int number) => ids.Length == 0 ? Make.Id((ulong)number) : ids[number % ids.Length];

    // From too little over a few WAL to much of what the account has.
    private static ulong Amount(TestLedger ledger, Ed25519Account account, int second, int third) => (third % 8) switch
    {
        0 => (ulong)second * 1_000_000,
        1 => ledger.Balance(account) / 4,
        _ => 1_000_000_000 + (ulong)second * 7_654_321,
    };

    private static RegisterNode Registration(TestLedger ledger, Ed25519Account account, int first, int second)
    {
        int number = first % Newcomers;
        Core.Signatures.BlsPublicKey key = Make.Key(100 + (ulong)number);
        uint epoch = second % 10 == 0 ? 0 : ledger.Machine.Epoch.Value;
        NodeVotes votes = new(100, 2000, 0, 1_000_000_000);
        return new RegisterNode(
            Make.Profile($"newcomer-{number}"), key, FakeBls.Prove(account.Address, key, epoch), (ushort)(second * 11), votes);
    }

    private static VoteForSlashing SlashingVote(TestLedger ledger, Ed25519Account account, int first, int second) =>
        new(AnyNode(ledger, first), OwnNode(ledger, account, second));

    private static Command Change(TestLedger ledger, Ed25519Account account, int first, int second, int third)
    {
        ObjectId node = OwnNode(ledger, account, first);
        Core.Signatures.BlsPublicKey key = Make.Key(100 + (ulong)(second % Newcomers));
        Authority authority = third % 3 == 0 ? Authority.Of(Account(ledger, second).Address) : Authority.Of(OwnStake(ledger, account, second));
        return (third % 6) switch
        {
            0 => new ChangeNodeProfile(node, Make.Profile($"newcomer-{second % Newcomers}")),
            1 => new SetNextBlsKey(node, key, FakeBls.Prove(account.Address, key, ledger.Machine.Epoch.Value)),
            2 => new TryJoinActiveSet(node),
            3 => new SetCommissionReceiver(node, authority),
            4 => new SetGovernanceAuthority(node, authority),
            _ => second % 5 == 0 ? new RetireNode(node) : new TryJoinActiveSet(node),
        };
    }

    // Now and then so dear that a purchase earns stakers as much as they staked.
    private static SetNodeVotes Vote(TestLedger ledger, Ed25519Account account, int first, int second, int third) => new(
        OwnNode(ledger, account, first),
        new NodeVotes((ulong)(second % 7 == 0 ? 1_000_000 * third : 100 + third), (ulong)third, (ulong)second, 10_000_000 * (ulong)(1 + third % 5)));

    // Only after a sync, for which many accounts must act.
    private static VotingEnd EndOfVoting(TestLedger ledger, int second)
    {
        if (second % 3 > 0)
            ledger.Sync();
        ledger.NowMs += (ulong)second;
        return new VotingEnd();
    }

    private static Command Sync(TestLedger ledger, int first, int second)
    {
        ledger.NowMs += (ulong)second;
        return second % 2 == 0 ? new ForceSyncDone() : new EpochSyncDone(AnyNode(ledger, first), ledger.Machine.Epoch);
    }
}
