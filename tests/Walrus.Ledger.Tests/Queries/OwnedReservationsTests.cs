using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Queries;

/// <summary>An account's unused reservations are found without a look at its other objects.</summary>
public sealed class OwnedReservationsTests
{
    private readonly TestLedger _ledger = new();

    [Fact]
    public void Space_that_a_blob_takes_is_no_longer_there_and_comes_back_with_its_end()
    {
        BlobObject blob = _ledger.Register(_ledger.Developer, root: 1, deletable: true);
        Assert.Empty(Of(_ledger.Developer));
        ObjectId space = Assert.Single(_ledger.Ok(_ledger.Developer, new DeleteBlob(blob.Id)).Created);
        StorageReservation back = Assert.Single(Of(_ledger.Developer));
        Assert.Equal((space, blob.Storage.Size, blob.End), (back.Id, back.Size, back.End));
    }

    [Fact]
    public void They_follow_their_owner_and_every_change()
    {
        ObjectId first = _ledger.Ok(_ledger.Developer, new ReserveSpace(100, 3)).Created.Single();
        ObjectId second = _ledger.Ok(_ledger.Developer, new ReserveSpace(200, 3)).Created.Single();
        Assert.Equal(new[] { first, second }.Order(), Of(_ledger.Developer).Select(space => space.Id));
        _ledger.Ok(_ledger.Developer, new TransferObject(first, _ledger.Treasury.Address));
        Assert.Equal(first, Assert.Single(Of(_ledger.Treasury)).Id);
        _ledger.Ok(_ledger.Developer, new SplitBySize(second, 150));
        Assert.Equal(new ulong[] { 50, 150 }, Of(_ledger.Developer).Select(space => space.Size).Order());
        foreach (StorageReservation space in Of(_ledger.Developer))
            _ledger.Ok(_ledger.Developer, new DestroyReservation(space.Id));
        Assert.Empty(Of(_ledger.Developer));
    }

    private StorageReservation[] Of(Ed25519Account account) => [.. _ledger.Machine.OwnedReservations(account.Address)];
}
