using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>Replaced by the type of the same name in Walrus.Core.Messages when that is merged.</summary>
/// <param name="DeletableObject">The blob object of a deletable blob; null for a permanent one.</param>
public sealed record BlobPersistence(ObjectId? DeletableObject);

/// <summary>Replaced by the type of the same name in Walrus.Core.Messages when that is merged.</summary>
/// <param name="Message">BCS of the message.</param>
/// <param name="Signature">96 bytes.</param>
public sealed record SignedMessage(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Signature);
