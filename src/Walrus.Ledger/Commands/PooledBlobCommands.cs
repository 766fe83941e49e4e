using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Registers a blob in a pool (control plane 1.7).</summary>
/// <param name="Pool">The pool, or the bucket with its capability.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="RootHash">Root of the Merkle tree over the sliver pairs.</param>
/// <param name="Size">Unencoded bytes.</param>
/// <param name="EncodingType">How it is encoded: 1.</param>
/// <param name="Deletable">Whether it may be deleted before the pool ends.</param>
public sealed record RegisterPooledBlob(
    PoolArgument Pool, BlobId BlobId, Bytes32 RootHash, ulong Size, byte EncodingType, bool Deletable) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RegisterPooledBlob;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.Value(BlobId);
        writer.Bytes32(RootHash);
        writer.U64(Size);
        writer.U8(EncodingType);
        writer.Bool(Deletable);
    }

    internal override void Execute(TransactionContext context) => PooledBlobRules.Register(context, this);
}

/// <summary>Certifies a blob in a pool; in a bucket anybody may (control plane 1.7, 1.8).</summary>
/// <param name="Pool">The pool, or the bucket with its capability.</param>
/// <param name="BlobId">The blob inside.</param>
/// <param name="Certificate">Signed by the committee of the current epoch.</param>
public sealed record CertifyPooledBlob(PoolArgument Pool, BlobId BlobId, Certificate Certificate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CertifyPooledBlob;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.Value(BlobId);
        writer.Value(Certificate);
    }

    internal override void Execute(TransactionContext context) => PooledBlobRules.Certify(context, this);
}

/// <summary>Deletes a deletable blob from a pool, which frees its capacity (control plane 1.7).</summary>
/// <param name="Pool">The pool, or the bucket with its capability.</param>
/// <param name="BlobId">The blob inside.</param>
public sealed record DeletePooledBlob(PoolArgument Pool, BlobId BlobId) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DeletePooledBlob;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.Value(BlobId);
    }

    internal override void Execute(TransactionContext context) => PooledBlobRules.Delete(context, this);
}

/// <summary>Takes a blob out of a pool that has ended (control plane 1.7).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="BlobId">The blob inside.</param>
public sealed record BurnExpiredPooledBlob(ObjectArgument Pool, BlobId BlobId) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.BurnExpiredPooledBlob;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.Value(BlobId);
    }

    internal override void Execute(TransactionContext context) => PooledBlobRules.BurnExpired(context, this);
}
