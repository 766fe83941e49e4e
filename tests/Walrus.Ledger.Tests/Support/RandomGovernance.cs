using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Random votes, proposals, deny lists and event blobs; most make sense, some do not.</summary>
internal static class RandomGovernance
{
    public const int Kinds = 16;

    public static Command[] Commands(TestLedger ledger, Ed25519Account account, int kind, int first, int second, int third) => kind switch
    {
        0 => UpgradeVotes(ledger, account, first, second),
        1 => [new AuthorizeUpgrade(Digest(second))],
        2 => [new CommitUpgrade(Digest(second)), new MigrateUpgrade()],
        3 => [new EmergencyUpgrade(Emergency(ledger, account), Digest(second))],
        4 => [new CleanUpUpgrade(Digest(second))],
        5 or 6 => [new ProposeChange(Node(ledger, account, first), Change(second, third), new Epoch((uint)(third % 9)))],
        7 or 8 or 9 => Votes(ledger, account, first, second),
        10 or 11 => [.. ledger.Machine.Proposals().Select(proposal => new VoteWithStake(Stake(ledger, account, first), proposal.Id, second % 3 > 0)).Take(1)],
        12 => [DenyList(ledger, account, first, second, third)],
        13 => [Denial(ledger, second, third)],
        14 => [Attestation(ledger, account, first, second)],
        _ => [new AnnounceDenyList(Node(ledger, account, first), Make.Bytes((ulong)second), (ulong)third)],
    };

    // Nodes that are no actors say the same first, so that quorums come about.
    private static void OthersFirst(TestLedger ledger, Func<ObjectId, Command> command)
    {
        for (int node = 2; node < ledger.NodeAccounts.Count; node++)
            ledger.Run(ledger.NodeAccounts[node], command(ledger.NodeId(node)));
    }

    private static Command[] UpgradeVotes(TestLedger ledger, Ed25519Account account, int first, int second)
    {
        if (second % 2 == 0)
            OthersFirst(ledger, node => new VoteUpgrade(node, Digest(second)));
        return [new VoteUpgrade(Node(ledger, account, first), Digest(second))];
    }

    private static Command[] Votes(TestLedger ledger, Ed25519Account account, int first, int second)
    {
        if (ledger.Machine.Proposals() is not [{ } proposal, ..])
            return [];
        if (second % 2 == 0)
            OthersFirst(ledger, node => new VoteOnChange(node, proposal.Id, second % 5 > 0));
        return [new VoteOnChange(Node(ledger, account, first), proposal.Id, second % 5 > 0)];
    }

    private static Bytes32 Digest(int number) => Make.Bytes((ulong)(number % 3));

    private static GovernedChange Change(int second, int third)
    {
        GovernedParameterBounds bounds = GovernedParameters.All[second % GovernedParameters.All.Length];
        return third % 4 == 0
            ? new GovernedChange.Activate(Feature.DeniedBlobsEnd)
            : new GovernedChange.SetParameter(bounds.Parameter, bounds.Min + (ulong)(third % 3));
    }

    private static ObjectId Node(TestLedger ledger, Ed25519Account account, int number)
    {
        ObjectId[] own = [.. ledger.Machine.Nodes().Where(node => node.Account == account.Address).Select(node => node.Id)];
        return own.Length == 0 ? ledger.NodeId(number % 4) : own[number % own.Length];
    }

    private static ObjectId Stake(TestLedger ledger, Ed25519Account account, int number)
    {
        ObjectId[] own = [.. ledger.Machine.OwnedObjects(account.Address).Where(id => ledger.Machine.FindObject(id) is StakedWal)];
        return own.Length == 0 ? Make.Id((ulong)number) : own[number % own.Length];
    }

    private static ObjectArgument Emergency(TestLedger ledger, Ed25519Account account) => ledger.Machine.OwnedObjects(account.Address)
        .FirstOrDefault(id => ledger.Machine.FindObject(id) is Capability { Role: CapabilityRole.EmergencyUpgrade }, Make.Id(1));

    private static CertifyDenyList DenyList(TestLedger ledger, Ed25519Account account, int first, int second, int third)
    {
        ObjectId node = Node(ledger, account, first);
        DenyListUpdateMessage message = new(node, (ulong)third, (ulong)second * 1000, Make.Bytes((ulong)second));
        return new CertifyDenyList(node, Certificate(ledger, message));
    }

    private static DeleteDeniedBlob Denial(TestLedger ledger, int second, int third) => new(Certificate(
        ledger, new DenyListedBlobDeletedMessage(Make.Blob((ulong)(second % 4), (ulong)(third % 3) * 1000))));

    private static AttestEventBlob Attestation(TestLedger ledger, Ed25519Account account, int first, int second)
    {
        ulong checkpoint = (ledger.Machine.EventBlobs.Latest?.Checkpoint ?? 0) + 1;
        ulong root = 50 + checkpoint + (ulong)(second % 5 == 0 ? 1 : 0);
        if (second % 2 == 0)
            OthersFirst(ledger, node => new AttestEventBlob(node, Make.Blob(root, 1000), Make.Bytes(root), 1000, 1, checkpoint, ledger.Machine.Epoch));
        return new AttestEventBlob(Node(ledger, account, first), Make.Blob(root, 1000), Make.Bytes(root), 1000, 1, checkpoint, ledger.Machine.Epoch);
    }

    private static Certificate Certificate(TestLedger ledger, MessageBody message)
    {
        Committee committee = ledger.Machine.CurrentCommittee;
        return Make.Certificate(committee, Make.Message(ledger.Machine.Epoch.Value, message));
    }
}
