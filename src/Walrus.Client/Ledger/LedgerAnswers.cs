using System.Collections.Immutable;
using System.Text.Json;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Ledger;

/// <summary>Where a network stands.</summary>
/// <param name="NetworkId">Its id.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="EpochState"><c>ChangeSync</c>, <c>ChangeDone</c> or <c>NextSelected</c>.</param>
/// <param name="Shards">Shards of the network.</param>
/// <param name="MaxEpochsAhead">Longest period that can be bought, in epochs.</param>
/// <param name="StoragePrice">FROST per unit of encoded bytes and epoch.</param>
/// <param name="WritePrice">FROST per unit of encoded bytes, once.</param>
/// <param name="HeadHeight">Height of the last block.</param>
/// <param name="Members">The committee, in certificate order.</param>
public sealed record LedgerInfo(
    Bytes32 NetworkId, Epoch Epoch, string EpochState, int Shards, uint MaxEpochsAhead, ulong StoragePrice, ulong WritePrice, ulong HeadHeight,
    ImmutableArray<LedgerMember> Members);

/// <summary>A member of the committee.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Shards">Its shards.</param>
public sealed record LedgerMember(ObjectId Node, string Name, Uri Url, ImmutableArray<ShardIndex> Shards);

/// <summary>An account, with a page of what it owns.</summary>
/// <param name="Address">The account.</param>
/// <param name="Balance">FROST.</param>
/// <param name="Nonce">Nonce of its next transaction.</param>
/// <param name="Objects">Ids and types of objects it owns, in ascending order.</param>
/// <param name="After">Where the next page begins; null on the last.</param>
public sealed record LedgerAccount(Address Address, ulong Balance, ulong Nonce, ImmutableArray<OwnedObject> Objects, ObjectId? After);

/// <summary>An object that an account owns.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What it is: <c>blob</c>, <c>storage</c> ….</param>
public sealed record OwnedObject(ObjectId Id, string Type);

/// <summary>An object, with the fields of its type.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What it is.</param>
/// <param name="Fields">The whole object as the API describes it.</param>
public sealed record LedgerObjectAnswer(ObjectId Id, string Type, JsonElement Fields);

/// <summary>An event.</summary>
/// <param name="Position">Position in the stream of the whole network.</param>
/// <param name="Height">Block that holds it.</param>
/// <param name="Kind">What happened, such as <c>BlobCertified</c>.</param>
/// <param name="Fields">The fields of the kind.</param>
public sealed record LedgerEventAnswer(ulong Position, ulong Height, string Kind, JsonElement Fields);

/// <summary>A page of events.</summary>
/// <param name="Events">Events, in order.</param>
/// <param name="Next">Position to go on with.</param>
/// <param name="End">Position that the next event will have.</param>
public sealed record LedgerEventPage(ImmutableArray<LedgerEventAnswer> Events, ulong Next, ulong End);
