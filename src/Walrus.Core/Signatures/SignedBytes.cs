namespace Walrus.Core.Signatures;

/// <summary>A message with the key and the signature that shall belong to it.</summary>
/// <param name="Key">The signer's key.</param>
/// <param name="Message">The bytes that were signed.</param>
/// <param name="Signature">The signature over them.</param>
public readonly record struct SignedBytes(BlsPublicKey Key, ReadOnlyMemory<byte> Message, BlsSignature Signature);
