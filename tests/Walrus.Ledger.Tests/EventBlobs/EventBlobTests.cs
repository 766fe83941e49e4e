using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.EventBlobs;

public sealed class EventBlobTests
{
    private const ulong Size = 1000;

    [Fact]
    public void A_quorum_stores_the_stream_whatever_the_capacity_is()
    {
        TestLedger ledger = new(capacity: 1_000_000);
        ulong free = ledger.Machine.TotalCapacity - ledger.Machine.UsedCapacity;
        ledger.Ok(ledger.Developer, new ReserveSpace(free, 1));
        TransactionEffects[] attested = [.. Enumerable.Range(0, 3).Select(node => ledger.Ok(ledger.NodeAccounts[node], Attestation(ledger, node)))];
        Assert.All(attested[..2], effects => Assert.Empty(effects.Events));
        BlobRegistered registered = Assert.Single(attested[2].Events.Select(item => item.Body).OfType<BlobRegistered>());
        Assert.Equal(new Epoch(1 + ledger.Machine.Genesis.MaxEpochsAhead), registered.EndEpoch);
        Assert.Empty(attested[2].Created);
        Assert.True(ledger.Machine.UsedCapacity > ledger.Machine.TotalCapacity);
        Assert.True(ledger.Machine.IsCertified(Make.Blob(1, Size)));
        Assert.Empty(LedgerInvariants.Check(ledger.Machine));
        ledger.NextEpoch();
        Assert.Equal(new EventBlob(Make.Blob(1, Size), 100), ledger.Machine.EventBlobs.Latest);
        Assert.True(ledger.Machine.UsedCapacity > 0);
        Assert.Empty(LedgerInvariants.Check(ledger.Machine));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        TestLedger ledger = new();
        ledger.Aborts(Reason.EInvalidIdEpoch, ledger.NodeAccounts[0], Attestation(ledger, 0) with { Epoch = new Epoch(2) });
        ledger.Aborts(Reason.EInvalidBlobId, ledger.NodeAccounts[0], Attestation(ledger, 0) with { Size = 5 });
        ledger.Aborts(Reason.EInvalidEncodingType, ledger.NodeAccounts[0], Attestation(ledger, 0) with { EncodingType = 0 });
        ledger.Aborts(Reason.ENotOwner, ledger.NodeAccounts[1], Attestation(ledger, 0));
        ledger.Ok(ledger.NodeAccounts[0], Attestation(ledger, 0));
        ledger.Aborts(Reason.EIncorrectAttestation, ledger.NodeAccounts[0], Attestation(ledger, 0) with { EndingCheckpoint = 200 });
    }

    [Fact]
    public void Objects_after_an_attestation_have_the_same_ids_whoever_attested_before()
    {
        TestLedger ledger = new();
        ledger.Ok(ledger.NodeAccounts[0], Attestation(ledger, 0));
        ledger.Ok(ledger.NodeAccounts[1], Attestation(ledger, 1));
        TransactionEffects effects = ledger.Ok(
            ledger.NodeAccounts[2], Attestation(ledger, 2), new ReserveSpace(1000, 1), new DestroyReservation(ObjectArgument.Created(1)));
        Assert.Contains(effects.Events, item => item.Body is BlobCertified);
    }

    private static AttestEventBlob Attestation(TestLedger ledger, int node) => new(
        Genesis.NodeId(ledger.Machine.Network, node), Make.Blob(1, Size), Make.Bytes(1), Size, 1, 100, ledger.Machine.Epoch);
}
