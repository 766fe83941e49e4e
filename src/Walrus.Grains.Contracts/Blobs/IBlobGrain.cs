using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Ledger;

namespace Walrus.Grains.Contracts.Blobs;

/// <summary>
/// Coordinates one blob's way onto the network, for each of its blob objects; the key is the blob id's text form.
/// Its state is a checkpoint of unfinished work: what is true of the blob stands on the ledger. It never carries sliver bytes.
/// </summary>
[Alias("walrus.blob")]
public interface IBlobGrain : IGrainWithStringKey
{
    /// <summary>A call may be lost with the process that it was on its way to: each may be made again, and is after this time (h:m:s).</summary>
    const string LostAfter = "00:00:08";

    /// <summary>
    /// What a store has to do: nothing, when a sufficient permanent copy is certified; or register, and send to the
    /// nodes what they lack.
    /// </summary>
    [Alias("plan"), ResponseTimeout(LostAfter)]
    Task<StorePlan> PlanAsync(StoreIntent intent);

    /// <summary>Submits the registration and remembers it as unfinished work until <see cref="CertifyAsync"/> or its end epoch.</summary>
    [Alias("register"), ResponseTimeout(LostAfter)]
    Task<SubmissionReply> RegisterAsync(Guid operation, LedgerSubmission registration);

    /// <summary>Submits the certificate: the point of availability. Asks nodes that did not confirm to repair themselves.</summary>
    [Alias("certify"), ResponseTimeout(LostAfter)]
    Task<SubmissionReply> CertifyAsync(Guid operation, LedgerSubmission certification, string[] lagging);
}

/// <summary>What a publisher was asked to store.</summary>
/// <param name="Operation">Names the operation, so that a repeated call is recognised.</param>
/// <param name="Epochs">How many epochs from the current one.</param>
/// <param name="Permanent">Whether the blob must not be deletable.</param>
/// <param name="Force">Store even when a sufficient copy is certified.</param>
[GenerateSerializer, Immutable, Alias("walrus.store-intent")]
public sealed record StoreIntent(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] uint Epochs,
    [property: Id(2)] bool Permanent,
    [property: Id(3)] bool Force);

/// <summary>Answer to a <see cref="StoreIntent"/>.</summary>
/// <param name="Existing">The certified copy that suffices; null when a new one has to be stored.</param>
/// <param name="Invalid">Set when the blob id is known to be inconsistent and is never stored again.</param>
[GenerateSerializer, Immutable, Alias("walrus.store-plan")]
public sealed record StorePlan([property: Id(0)] CertifiedCopy? Existing, [property: Id(1)] LedgerEventId? Invalid);

/// <summary>A permanent, certified copy of a blob.</summary>
/// <param name="EndEpoch">First epoch in which it is gone.</param>
/// <param name="Event">The event that certified it.</param>
[GenerateSerializer, Immutable, Alias("walrus.certified-copy")]
public sealed record CertifiedCopy([property: Id(0)] Epoch EndEpoch, [property: Id(1)] LedgerEventId Event);

/// <summary>Name of a ledger event: the transaction it stands in, and which of its events.</summary>
/// <param name="TransactionDigest">Base58.</param>
/// <param name="Sequence">Position among the events of the transaction.</param>
[GenerateSerializer, Immutable, Alias("walrus.event-id")]
public sealed record LedgerEventId([property: Id(0)] string TransactionDigest, [property: Id(1)] uint Sequence);
