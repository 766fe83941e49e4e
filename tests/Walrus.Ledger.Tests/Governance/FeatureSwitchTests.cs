using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Governance;

/// <summary>A network runs across the switch of a protocol version that changes what it does.</summary>
public sealed class FeatureSwitchTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void Denied_blobs_end_from_the_epoch_that_switches_the_feature_on()
    {
        BlobObject before = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 1, epochs: 9));
        BlobObject after = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, root: 2, epochs: 9));
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 1_000_000, epochs: 9);
        PooledBlob pooled = _ledger.CertifyPooled(_ledger.Developer, _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 2, deletable: true), pool.Id);
        _ledger.Vote(_ledger.Propose(0, new GovernedChange.Activate(Feature.DeniedBlobsEnd)), true, 0, 1, 2);
        _ledger.NextEpoch();
        Deny(before.BlobId);
        Assert.True(Machine.IsCertified(before.BlobId));
        Assert.Equal(1ul, Machine.ProtocolVersion);

        _ledger.NextEpoch();
        Assert.Equal((2ul, new Epoch(3)), (Machine.ProtocolVersion, Machine.ActiveFeatures[Feature.DeniedBlobsEnd]));
        ProtocolVersionUpdated switched = Machine.Events(0, int.MaxValue).Select(item => item.Body).OfType<ProtocolVersionUpdated>().Single();
        Assert.Equal(new ProtocolVersionUpdated(new Epoch(3), new Epoch(3), 2), switched);
        Assert.True(Machine.IsCertified(before.BlobId));
        Deny(after.BlobId);
        CheckEnded(after, pool, pooled);
        CheckReplay();
    }

    [Fact]
    public void A_feature_is_switched_on_once()
    {
        GovernedChange change = new GovernedChange.Activate(Feature.DeniedBlobsEnd);
        _ledger.Vote(_ledger.Propose(0, change), true, 0, 1, 2);
        _ledger.Vote(_ledger.Propose(1, change), true, 0, 1, 2);
        _ledger.NextEpoch();
        _ledger.NextEpoch();
        Assert.Equal(2ul, Machine.ProtocolVersion);
        _ledger.Aborts(Reason.EFeatureActive, _ledger.NodeAccounts[0], new ProposeChange(_ledger.NodeId(0), change, new Epoch(0)));
    }

    private void CheckEnded(BlobObject blob, StoragePool pool, PooledBlob pooled)
    {
        Assert.False(Machine.IsCertified(blob.BlobId));
        Assert.False(Machine.IsRegistered(blob.BlobId));
        Assert.Equal(new Epoch(3), Machine.FindBlob(blob.BlobId)!.Denied!.Epoch);
        Assert.Null(Machine.ProveAvailability(blob.BlobId).Value);
        _ledger.Aborts(Reason.EBlobDenied, _ledger.Developer, new RegisterPooledBlob(
            PoolArgument.Pool(_ledger.CreatePool(_ledger.Developer, 1_000_000, epochs: 1).Id), blob.BlobId, Make.Bytes(2), 1000, 1, false));
        _ledger.Ok(_ledger.Developer, new DeletePooledBlob(PoolArgument.Pool(pool.Id), pooled.BlobId), new BurnBlob(blob.Id));
        _ledger.NextEpoch();
        Assert.NotNull(Machine.FindBlob(blob.BlobId)!.Denied);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    private void CheckReplay()
    {
        LedgerMachine replica = Make.Machine(Machine.Genesis);
        foreach (Block block in _ledger.Blocks)
            replica.Apply(BcsFormat.FromBytes<Block>(BcsFormat.ToBytes(block)));
        Assert.Equal(Machine.StateHash(), replica.StateHash());
    }

    private void Deny(BlobId blob) => _ledger.Ok(_ledger.Treasury, new DeleteDeniedBlob(Make.Certificate(
        Machine.CurrentCommittee, Make.Message(Machine.Epoch.Value, new DenyListedBlobDeletedMessage(blob)), 0, 1)));
}
