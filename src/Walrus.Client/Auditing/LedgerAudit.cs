using Walrus.Core;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;

namespace Walrus.Client.Auditing;

/// <summary>A ledger does not hold: what its committee signed, or its invariants, differ from what its blocks come to.</summary>
public sealed class LedgerAuditException : ProtocolException
{
    internal LedgerAuditException(string message) : base(message) { }
}

/// <summary>What an audit has gone through.</summary>
/// <param name="Network">The network.</param>
/// <param name="Height">Height of the last block.</param>
/// <param name="Hash">Hash of its header.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Blocks">Blocks executed.</param>
/// <param name="Transactions">Transactions in them, each with its signature checked.</param>
/// <param name="Turns">Changes of the epoch.</param>
/// <param name="Handovers">Those of which the committee's signatures were there and hold.</param>
/// <param name="CheckpointHeight">Height of the newest checkpoint that holds, if there was one.</param>
/// <param name="StateHash">Hash of the whole state.</param>
public sealed record LedgerAuditReport(
    NetworkId Network, ulong Height, Bytes32 Hash, Epoch Epoch, ulong Blocks, ulong Transactions, ulong Turns, ulong Handovers, ulong? CheckpointHeight, Bytes32 StateHash);

/// <summary>
/// Executes a whole ledger again, block by block, and holds it against the signatures of its committees. Everything that a header commits to,
/// every transaction's signature and every certificate is checked on the way, the invariants at the end. Knows neither files nor HTTP.
/// </summary>
public sealed class LedgerAudit
{
    private readonly ICertificateVerifier _certificates;
    private readonly LedgerMachine _machine;
    private readonly Dictionary<ulong, Checkpoint> _expected = [];
    private ulong _blocks, _transactions, _turns, _handovers;
    private ulong? _checkpointHeight;

    /// <summary>An audit that begins with a genesis.</summary>
    /// <exception cref="Walrus.Ledger.Errors.LedgerException">No network can start from it.</exception>
    public LedgerAudit(Genesis genesis, ICertificateVerifier? certificates = null, LedgerOptions? options = null)
    {
        _certificates = certificates ?? new CertificateVerifier();
        _machine = new LedgerMachine(genesis, _certificates, options);
    }

    /// <summary>Height of the last block.</summary>
    public ulong Height => _machine.Head.Height;

    /// <summary>Executes the next block. Returns the change of the epoch, if it makes one: then its hand-over can be checked.</summary>
    /// <exception cref="Walrus.Ledger.Errors.LedgerDivergedException">It does not follow.</exception>
    /// <exception cref="LedgerAuditException">The committee signed another block at this height.</exception>
    public EpochTurn? Apply(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _machine.Apply(block);
        _blocks++;
        _transactions += (ulong)block.Transactions.Length;
        if (_expected.Remove(Height, out Checkpoint? checkpoint))
            Check(checkpoint);
        EpochTurn? turn = EpochTurn.At(_machine);
        if (turn is not null)
            _turns++;
        return turn;
    }

    /// <summary>Checks what the outgoing committee signed at a change of the epoch.</summary>
    /// <exception cref="LedgerAuditException">It signed something else.</exception>
    /// <exception cref="Walrus.Ledger.Proofs.InvalidProofException">It did not sign.</exception>
    public void Check(EpochTurn turn, CommitteeHandover handover)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(handover);
        if (handover.Checkpoint.Header != turn.Header)
            throw new LedgerAuditException($"The hand-over of epoch {turn.Header.Epoch} is of another block than that at height {turn.Header.Height}.");
        handover.Verify(turn.Outgoing, _certificates);
        _handovers++;
    }

    /// <summary>A checkpoint to be checked when its block comes.</summary>
    public void Expect(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        _expected[checkpoint.Header.Height] = checkpoint;
    }

    /// <summary>Checks the invariants of the last state.</summary>
    /// <exception cref="LedgerAuditException">One is violated, or a block that the committee signed never came.</exception>
    public LedgerAuditReport Finish()
    {
        if (_expected.Count > 0)
            throw new LedgerAuditException($"The committee signed block {_expected.Keys.Max()}, but the ledger ends at height {Height}.");
        if (LedgerInvariants.Check(_machine) is [string violated, ..])
            throw new LedgerAuditException($"At height {Height} an invariant does not hold: {violated}.");
        return new LedgerAuditReport(
            _machine.Network, Height, _machine.Head.Hash, _machine.Epoch, _blocks, _transactions, _turns, _handovers, _checkpointHeight, _machine.StateHash());
    }

    private void Check(Checkpoint checkpoint)
    {
        if (checkpoint.Header != _machine.Head.Header)
            throw new LedgerAuditException($"The committee signed another block at height {Height}.");
        Epoch epoch = checkpoint.Header.Epoch;
        Walrus.Ledger.Committees.Committee? committee = _machine.CurrentCommittee.Epoch == epoch ? _machine.CurrentCommittee : _machine.PreviousCommittee;
        if (committee is null || committee.Epoch != epoch)
            throw new LedgerAuditException($"Nobody signs block {Height} of epoch {epoch}.");
        checkpoint.Verify(CommitteeRoster.Of(committee), _certificates);
        _checkpointHeight = Height;
    }
}
