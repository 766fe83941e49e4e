using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

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

    private protected abstract void WriteFields(BcsWriter writer);
}
