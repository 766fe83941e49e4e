using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Execution;

public sealed class TransactionGateTests
{
    private readonly TestLedger _ledger = new();

    [Fact]
    public void Another_network_is_refused() =>
        Refused(Reason.EWrongNetwork, new Transaction(new NetworkId(Make.Bytes(1)), _ledger.Developer.Address, 0, new Epoch(1), []));

    [Fact]
    public void The_nonce_must_be_the_next()
    {
        Refused(Reason.EWrongNonce, Transfer(nonce: 1));
        _ledger.Ok(_ledger.Developer, new TransferWal(Make.Address(4), 1));
        Refused(Reason.EWrongNonce, Transfer(nonce: 0, amount: 2));
    }

    [Fact]
    public void It_must_expire_in_this_epoch_or_the_next()
    {
        Refused(Reason.EExpiredTransaction, Transfer(expiry: 0));
        Refused(Reason.EInvalidExpiry, Transfer(expiry: 3));
        Assert.Equal(OutcomeKind.Included, _ledger.Outcome(_ledger.Developer.Sign(Transfer(expiry: 2))).Kind);
    }

    [Fact]
    public void Who_has_nothing_sends_nothing()
    {
        Ed25519Account stranger = Make.Account(77);
        Transaction transaction = new(_ledger.Machine.Network, stranger.Address, 0, new Epoch(1), []);
        Assert.Equal(Reason.EInsufficientBalance, _ledger.Outcome(stranger.Sign(transaction)).RefusalReason);
    }

    [Fact]
    public void Too_many_commands_or_bytes_are_refused()
    {
        Refused(Reason.ETransactionTooLarge, Transfer(commands: 65));
        Assert.Equal(OutcomeKind.Included, _ledger.Outcome(_ledger.Developer.Sign(Transfer(commands: 64))).Kind);
        SetAttribute large = new(Make.Id(1), "key", new string('x', TransactionLimits.MaxBytes));
        Refused(Reason.ETransactionTooLarge, new Transaction(_ledger.Machine.Network, _ledger.Developer.Address, 1, new Epoch(1), [large]));
        byte[] bytes = new byte[TransactionLimits.MaxBytes + SignedTransaction.SignatureOverhead + 1];
        Assert.Equal(Reason.ETransactionTooLarge, Assert.Throws<LedgerException>(() => SignedTransaction.FromBytes(bytes)).Reason);
    }

    [Fact]
    public void Any_changed_bit_spoils_the_signature()
    {
        byte[] bytes = _ledger.Developer.Sign(Transfer()).ToBytes();
        for (int i = bytes.Length - 96; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x10;
            Assert.Equal(Reason.EInvalidSignature, _ledger.Outcome(SignedTransaction.FromBytes(changed)).RefusalReason);
        }

        Assert.Equal(OutcomeKind.Included, _ledger.Outcome(SignedTransaction.FromBytes(bytes)).Kind);
    }

    [Fact]
    public void Another_account_cannot_sign() =>
        Assert.Equal(Reason.EInvalidSignature, _ledger.Outcome(_ledger.Treasury.Sign(Transfer())).RefusalReason);

    [Fact]
    public void Unknown_commands_versions_and_schemes_are_told_apart()
    {
        SignedTransaction signed = _ledger.Developer.Sign(Transfer());
        int command = signed.Transaction.Bytes.Length - 41;
        Assert.Equal(Reason.EUnknownCommand, Assert.Throws<LedgerException>(() => SignedTransaction.FromBytes(With(signed, command, 9))).Reason);
        Assert.Throws<BcsException>(() => SignedTransaction.FromBytes(With(signed, 0, 2)));
        Assert.Throws<BcsException>(() => SignedTransaction.FromBytes(With(signed, signed.Transaction.Bytes.Length, 1)));
    }

    [Fact]
    public void A_check_is_taken_over_for_the_same_bytes_and_for_no_others()
    {
        SignedTransaction signed = _ledger.Sign(_ledger.Developer, new TransferWal(Make.Address(5), 7));
        Assert.True(signed.HasValidSignature);
        byte[] forged = signed.ToBytes();
        forged[^40] ^= 1;
        SignedTransaction other = SignedTransaction.FromBytes(forged);
        other.TakeSignatureCheck(signed);
        Assert.False(other.HasValidSignature);
        SignedTransaction same = SignedTransaction.FromBytes(signed.ToBytes());
        // What was not checked, or found bad, says nothing.
        same.TakeSignatureCheck(other);
        same.TakeSignatureCheck(SignedTransaction.FromBytes(signed.ToBytes()));
        Assert.True(same.HasValidSignature);
        Assert.Equal(OutcomeKind.Included, _ledger.Outcome(same).Kind);
    }

    private static byte[] With(SignedTransaction signed, int index, byte value)
    {
        byte[] bytes = signed.ToBytes();
        bytes[index] = value;
        return bytes;
    }

    private void Refused(string reason, Transaction transaction)
    {
        Bytes32 before = _ledger.Machine.StateHash();
        TransactionOutcome outcome = _ledger.Outcome(_ledger.Developer.Sign(transaction));
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Equal(reason, outcome.RefusalReason);
        Assert.Equal(before, _ledger.Machine.StateHash());
    }

    private Transaction Transfer(ulong nonce = 0, uint expiry = 1, ulong amount = 1, int commands = 1) => new(
        _ledger.Machine.Network,
        _ledger.Developer.Address,
        nonce,
        new Epoch(expiry),
        Enumerable.Repeat(new TransferWal(Make.Address(4), amount), commands));
}
