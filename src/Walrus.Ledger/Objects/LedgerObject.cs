using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Pools;

namespace Walrus.Ledger.Objects;

/// <summary>
/// Something with an id on the ledger (control plane 1.1): owned by an account, whose possession is the authorisation,
/// or shared, for anybody to use.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that owns it; null when it is shared.</param>
public abstract record LedgerObject(ObjectId Id, Address? Owner)
{
    /// <summary>The number of the kind in the state.</summary>
    internal abstract byte KindNumber { get; }

    internal void Write(BcsWriter writer)
    {
        writer.U8(KindNumber);
        writer.Value(Id);
        writer.Option(Owner, static (w, owner) => w.Value(owner));
        WriteFields(writer);
    }

    internal static LedgerObject Read(ref BcsReader reader)
    {
        byte kind = reader.U8();
        ObjectId id = ObjectId.Read(ref reader);
        Address? owner = reader.Option(static (ref BcsReader r) => Address.Read(ref r));
        return kind switch
        {
            0 => StorageReservation.ReadFields(id, owner, ref reader),
            1 => BlobObject.ReadFields(id, owner, ref reader),
            2 => SharedBlob.ReadFields(id, ref reader),
            3 => StakedWal.ReadFields(id, owner, ref reader),
            4 => StoragePool.ReadFields(id, owner, ref reader),
            5 => BlobBucket.ReadFields(id, ref reader),
            6 => BlobBucketCapability.ReadFields(id, owner, ref reader),
            7 => Capability.ReadFields(id, owner, ref reader),
            _ => throw new BcsException($"{kind} is not a kind of object."),
        };
    }

    /// <summary>Reads an object that must be of the kind.</summary>
    private protected static T ReadAs<T>(ref BcsReader reader) where T : LedgerObject =>
        Read(ref reader) as T ?? throw new BcsException($"An object is no {typeof(T).Name}.");

    private protected abstract void WriteFields(BcsWriter writer);
}
