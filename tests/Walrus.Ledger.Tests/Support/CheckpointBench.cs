using Walrus.Core.Identifiers;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Proofs;

namespace Walrus.Ledger.Tests.Support;

/// <summary>A ledger whose committees sign what they are asked to.</summary>
public sealed class CheckpointBench
{
    public TestLedger Ledger { get; } = new();

    public CommitteeRoster First { get; }

    public List<CommitteeHandover> Handovers { get; } = [];

    public CheckpointBench() => First = CommitteeRoster.Of(Ledger.Machine.CurrentCommittee);

    public AvailabilityVerifier Verifier => new(Ledger.Machine.Network, First, FakeBls.Certificates);

    public void NextEpoch()
    {
        Committee outgoing = Ledger.Machine.CurrentCommittee;
        Ledger.NextEpoch();
        Handovers.Add(new CommitteeHandover(Sign(Ledger.Machine.Head.Header, outgoing), CommitteeRoster.Of(Ledger.Machine.CurrentCommittee)));
    }

    /// <summary>The committee of the head's epoch signs; only some members, if they are named.</summary>
    public Checkpoint SignHead(params IEnumerable<ushort> signers)
    {
        Epoch epoch = Ledger.Machine.Head.Header.Epoch;
        Committee committee = Ledger.Machine.CurrentCommittee.Epoch == epoch ? Ledger.Machine.CurrentCommittee : Ledger.Machine.PreviousCommittee!;
        return Sign(Ledger.Machine.Head.Header, committee, signers);
    }

    public AvailabilityProof Prove(BlobId blob) => new(SignHead(), Ledger.Machine.ProveAvailability(blob), [.. Handovers]);

    public static Checkpoint Sign(BlockHeader header, Committee committee, params IEnumerable<ushort> signers) =>
        new(header, Make.Certificate(committee, Checkpoint.MessageOf(header).ToBytes(), signers));
}
