using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Reads;

/// <summary>A voucher with its reader's signature: <c>channel 32 ‖ bytes u64 ‖ expiry u32 ‖ public key 32 ‖ signature 64</c>.</summary>
public sealed class SignedVoucher : IBcs<SignedVoucher>, IEquatable<SignedVoucher>
{
    private readonly byte[] _publicKey;
    private readonly byte[] _signature;

    private SignedVoucher(Voucher voucher, byte[] publicKey, byte[] signature)
    {
        Voucher = voucher;
        _publicKey = publicKey;
        _signature = signature;
    }

    /// <summary>What was signed.</summary>
    public Voucher Voucher { get; }

    /// <summary>The account that signed it, if the signature is valid.</summary>
    public Address Reader => Ed25519Account.AddressOf(_publicKey);

    /// <summary>Signs a voucher with a reader's key.</summary>
    public static SignedVoucher Sign(Voucher voucher, NetworkId network, Ed25519Account reader)
    {
        ArgumentNullException.ThrowIfNull(voucher);
        ArgumentNullException.ThrowIfNull(reader);
        return new SignedVoucher(voucher, reader.PublicKey.ToArray(), reader.SignBytes(voucher.ToSignedBytes(network)));
    }

    /// <summary>Whether the key in it signed it for this network.</summary>
    public bool HasValidSignature(NetworkId network) => Ed25519Account.IsSigned(_publicKey, Voucher.ToSignedBytes(network), _signature);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        Voucher.Write(writer);
        writer.Fixed(_publicKey);
        writer.Fixed(_signature);
    }

    /// <inheritdoc/>
    public static SignedVoucher Read(ref BcsReader reader) => new(
        Voucher.Read(ref reader),
        reader.Fixed(Ed25519Account.PublicKeyLength).ToArray(),
        reader.Fixed(Ed25519Account.SignatureLength).ToArray());

    /// <inheritdoc/>
    public bool Equals(SignedVoucher? other) => other is not null && Voucher == other.Voucher
        && _publicKey.AsSpan().SequenceEqual(other._publicKey) && _signature.AsSpan().SequenceEqual(other._signature);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SignedVoucher);

    /// <inheritdoc/>
    public override int GetHashCode() => Voucher.GetHashCode();
}
