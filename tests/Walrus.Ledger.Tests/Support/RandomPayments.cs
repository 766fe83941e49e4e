using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Subsidies;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>Random commands on subsidies and on channels of readers; most make sense, some do not.</summary>
internal static class RandomPayments
{
    public const int Kinds = 10;

    public static Command[] Commands(TestLedger ledger, Ed25519Account account, int kind, int first, int second, int third) => kind switch
    {
        0 => [new AddSubsidy((ulong)second, (uint)(third % 6))],
        1 => [new AddPerEpochSubsidies([(ulong)first, (ulong)second, (ulong)third])],
        2 => [new FundSubsidyPool((ulong)second * 1000)],
        3 => [new SetSubsidyRates(Administrator(ledger, account), new SubsidyRates((uint)second * 100, (ulong)first, (ulong)third))],
        4 => [new ProcessSubsidies()],
        5 => [new DepositForReads(Other(ledger, account).Address, (ulong)second * 10)],
        6 or 7 => [Settlement(ledger, account, first, second, third)],
        8 => [new CloseReadChannel(Other(ledger, account).Address)],
        _ => [new WithdrawReadBalance(Other(ledger, account).Address)],
    };

    // Developer and treasury read from each other.
    private static Ed25519Account Other(TestLedger ledger, Ed25519Account account) =>
        account.Address == ledger.Developer.Address ? ledger.Treasury : ledger.Developer;

    private static ObjectArgument Administrator(TestLedger ledger, Ed25519Account account) => ledger.Machine.OwnedObjects(account.Address)
        .FirstOrDefault(id => ledger.Machine.FindObject(id) is Capability { Role: CapabilityRole.SubsidyAdmin }, Make.Id(1));

    private static SettleReads Settlement(TestLedger ledger, Ed25519Account gateway, int first, int second, int third)
    {
        Ed25519Account reader = Other(ledger, gateway);
        ReadChannel? channel = ledger.Machine.FindChannel(reader.Address, gateway.Address);
        ulong bytes = (channel?.SettledBytes ?? 0) + (ulong)second * 10_000;
        Epoch expiry = third % 11 == 0 ? new Epoch(0) : ledger.Machine.Epoch;
        SignedVoucher voucher = SignedVoucher.Sign(
            new Voucher(channel?.Id ?? default, bytes, expiry), ledger.Machine.Network, third % 13 == 0 ? gateway : reader);
        ServedBytes[] served = [.. Enumerable.Range(0, first % 4).Select(node => new ServedBytes(ledger.NodeId(node), (ulong)(third + node)))];
        return new SettleReads([voucher], [.. served.OrderBy(claim => claim.Node)]);
    }
}
