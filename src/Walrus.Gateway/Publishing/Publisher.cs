using Microsoft.Extensions.Logging;
using Walrus.Client.Committees;
using Walrus.Client.Writing;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Grains.Contracts.Blobs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Placement;
using Walrus.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.Publishing;

/// <summary>
/// The way of a write (HTTP interfaces 5.1, control plane 6.2): blob id, registration, slivers to the nodes, certificate. A registered
/// blob whose upload fails stays registered and paid for until its end, and is never shown as certified.
/// </summary>
internal sealed partial class Publisher(
    Func<BlobId, IBlobGrain> blobs, LedgerReplica replica, CommitteeDirectory committees, AccountSubmitter submitter, BlobUploader uploader,
    TimeProvider time, ILogger<Publisher> logger)
{
    public async Task<StoreOutcome> StoreAsync(IBlobSource source, StoreRequest request, CancellationToken cancellation)
    {
        RequireLifetime(request.Epochs);
        using PreparedBlob prepared = await uploader.PrepareAsync(committees.Current.Parameters, source, cancellation);
        VerifiedBlobMetadata metadata = prepared.Metadata;
        IBlobGrain blob = blobs(metadata.BlobId);
        Guid operation = Guid.CreateVersion7();
        StoreIntent intent = new(operation, request.Epochs, request.Permanent, request.Force);
        StorePlan plan = await LostActor.RepeatAsync(() => blob.PlanAsync(intent), time, cancellation);
        if (plan.Invalid is { } invalid)
            return new StoreOutcome.MarkedInvalid(metadata.BlobId, new EventReference(invalid.TransactionDigest, invalid.Sequence));
        if (plan.Existing is { } existing)
            return new StoreOutcome.AlreadyCertified(metadata.BlobId, new EventReference(existing.Event.TransactionDigest, existing.Event.Sequence), null, existing.EndEpoch);
        Registration registration = await RegisterAsync(blob, operation, metadata, request, cancellation);
        return await UploadAndCertifyAsync(blob, operation, prepared, registration, request, cancellation);
    }

    private void RequireLifetime(uint epochs)
    {
        uint most = replica.Read(static machine => machine.Genesis.MaxEpochsAhead);
        if (epochs < 1 || epochs > most)
            throw new InvalidLifetimeException(epochs, most);
    }

    private async Task<Registration> RegisterAsync(IBlobGrain blob, Guid operation, VerifiedBlobMetadata metadata, StoreRequest request, CancellationToken cancellation)
    {
        ulong encoded = (ulong)metadata.Parameters.EncodedLength(metadata.UnencodedLength);
        Registration? reused = request.ReuseResources ? FindReusable(metadata, encoded, request) : null;
        if (reused is { IsRegistered: true })
            return reused;
        TransactionBuilder commands = new();
        ObjectArgument space = reused?.Object ?? default;
        if (reused is null)
            commands.Add(new ReserveSpace(encoded, request.Epochs), out space);
        commands.Add(new RegisterBlob(
            space, metadata.BlobId, metadata.Metadata.ComputeRoot(), (ulong)metadata.UnencodedLength, (byte)EncodingType.RS2, Deletable: !request.Permanent));
        TransactionEffects effects = await submitter.SubmitAsync(commands, submission => blob.RegisterAsync(operation, submission), cancellation);
        // The reservation is created first and wrapped by the blob, which is the last object created.
        return new Registration(
            effects.Created[^1],
            reused is null ? new ResourceOperation.FromScratch(encoded, request.Epochs) : new ResourceOperation.ReuseStorage(encoded),
            effects.Cost.Storage + effects.Cost.Write,
            IsRegistered: true);
    }

    /// <summary>A registered blob object that was never certified, else a reservation of the right size and period, that this gateway owns.</summary>
    private Registration? FindReusable(VerifiedBlobMetadata metadata, ulong encoded, StoreRequest request) => replica.Read(machine =>
    {
        Epoch end = machine.Epoch.Plus(request.Epochs);
        if (FindUncertified(machine, metadata.BlobId, end, deletable: !request.Permanent) is { } blob)
            return new Registration(blob.Id, new ResourceOperation.ReuseRegistration(encoded), 0, IsRegistered: true);
        StorageReservation? space = machine.OwnedReservations(submitter.Address)
            .FirstOrDefault(space => space.Covers(machine.Epoch) && space.End == end && space.Size == encoded);
        return space is null ? null : new Registration(space.Id, new ResourceOperation.ReuseStorage(encoded), 0, IsRegistered: false);
    });

    private BlobObject? FindUncertified(LedgerMachine machine, BlobId blob, Epoch end, bool deletable) => machine.FindBlob(blob)?.Objects.Values
        .Where(known => known.CertifiedEpoch is null && known.Deletable == deletable && known.End >= end)
        .Select(known => machine.FindObject(known.Id))
        .OfType<BlobObject>()
        .FirstOrDefault(found => found.Owner == submitter.Address);

    /// <summary>
    /// Uploads to the committee of the epoch. An epoch that ends before the certificate is on the ledger makes all confirmations void: what the
    /// members of the next committee lack is sent to them, and they confirm anew, all within one deadline and for one registration.
    /// </summary>
    private async Task<StoreOutcome> UploadAndCertifyAsync(
        IBlobGrain blob, Guid operation, PreparedBlob prepared, Registration registration, StoreRequest request, CancellationToken cancellation)
    {
        BlobPersistence persistence = new(request.Permanent ? null : registration.Object);
        long start = time.GetTimestamp();
        while (true)
        {
            CommitteeSnapshot committee = committees.Current;
            RequireAlive(registration.Object, committee.Epoch);
            await using EpochWatch watch = new(replica, committee.Epoch, cancellation);
            try
            {
                TimeSpan left = uploader.Deadline - time.GetElapsedTime(start);
                UploadResult upload = await uploader.UploadAsync(prepared, committee, persistence, left, watch.Token);
                TransactionEffects effects = await CertifyAsync(blob, operation, registration.Object, upload, committee, request, cancellation);
                return Created(registration, effects, request);
            }
            catch (Exception stale) when (!cancellation.IsCancellationRequested && MayBeStale(stale))
            {
                // Nodes may know of the next epoch before this process does.
                await replica.CatchUpAsync(cancellation);
                if (!watch.IsOver)
                    throw;
                Log.EpochChanged(logger, prepared.Metadata.BlobId, committee.Epoch);
            }
        }
    }

    private void RequireAlive(ObjectId blobObject, Epoch now)
    {
        if (replica.Read(machine => machine.FindBlobObject(blobObject)) is { } registered && registered.End <= now)
            throw new LifetimeOverException(registered.BlobId, registered.End);
    }

    /// <summary>What an upload fails with when its epoch is over.</summary>
    private static bool MayBeStale(Exception failure) => failure
        is OperationCanceledException or InsufficientConfirmationsException
        || (failure is LedgerRefusedException refused && IsOfFormerCommittee(refused.Reason));

    /// <summary>What a certificate of one committee is in the eyes of the next: other members have other places in it, and other weights.</summary>
    private static bool IsOfFormerCommittee(string reason) =>
        reason is Reason.EIncorrectEpoch or Reason.ENotEnoughStake or Reason.EInvalidBitmap;

    private Task<TransactionEffects> CertifyAsync(
        IBlobGrain blob, Guid operation, ObjectId blobObject, UploadResult upload, CommitteeSnapshot committee, StoreRequest request, CancellationToken cancellation)
    {
        Certificate certificate = upload.Certificate.ForLedger(committee.Members.Length);
        TransactionBuilder commands = new TransactionBuilder().Add(new CertifyBlob(blobObject, certificate));
        if (request.Share)
            commands.Add(new ShareBlob(blobObject));
        if (request.Receiver is { } receiver)
            commands.Add(new TransferObject(blobObject, receiver));
        string[] lagging = [.. upload.Nodes.Where(static node => node.State != NodeUploadState.Confirmed).Select(static node => node.Member.Name)];
        return submitter.SubmitAsync(commands, submission => blob.CertifyAsync(operation, submission, lagging), cancellation);
    }

    private StoreOutcome.NewlyCreated Created(Registration registration, TransactionEffects certified, StoreRequest request)
    {
        ObjectId? shared = request.Share ? certified.Created[^1] : null;
        BlobObject found = replica.Read(machine => machine.FindBlobObject(shared ?? registration.Object))
            ?? throw new InvalidOperationException($"The blob object {registration.Object} is certified, but not on the ledger.");
        BlobObjectView view = new(
            found.Id, found.RegisteredEpoch, found.BlobId, found.Size, found.CertifiedEpoch,
            new StorageView(found.Storage.Id, found.Storage.Start, found.Storage.End, found.Storage.Size), found.Deletable);
        return new StoreOutcome.NewlyCreated(view, registration.Operation, registration.Cost, shared);
    }

    /// <summary>A blob object to be certified (or, before it is registered, the space for it), and how it was come by.</summary>
    private sealed record Registration(ObjectId Object, ResourceOperation Operation, ulong Cost, bool IsRegistered);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Epoch {Epoch} ended before blob {Blob} was certified: its confirmations are collected anew.")]
        public static partial void EpochChanged(ILogger logger, BlobId blob, Epoch epoch);
    }
}
