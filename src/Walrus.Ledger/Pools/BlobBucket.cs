using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Pools;

/// <summary>A pool as a public service: anybody certifies, whoever holds the capability does the rest (control plane 1.8).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Pool">The pool, which nobody owns any more.</param>
public sealed record BlobBucket(ObjectId Id, ObjectId Pool) : LedgerObject(Id, null)
{
    internal override byte KindNumber => 5;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Pool);

    internal static BlobBucket ReadFields(ObjectId id, ref BcsReader reader) => new(id, ObjectId.Read(ref reader));
}

/// <summary>The right to act on a bucket (control plane 1.8).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that owns it.</param>
/// <param name="Bucket">The bucket.</param>
public sealed record BlobBucketCapability(ObjectId Id, Address? Owner, ObjectId Bucket) : LedgerObject(Id, Owner)
{
    internal override byte KindNumber => 6;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Bucket);

    internal static BlobBucketCapability ReadFields(ObjectId id, Address? owner, ref BcsReader reader) => new(id, owner, ObjectId.Read(ref reader));
}
