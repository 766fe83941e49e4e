using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Objects;

/// <summary>A stake position, which holds its own coins (control plane 3.2).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that owns it.</param>
/// <param name="Node">The node it is staked with.</param>
/// <param name="Principal">FROST.</param>
/// <param name="ActivationEpoch">First epoch in which it counts.</param>
/// <param name="WithdrawEpoch">Epoch at which it leaves, once that was requested.</param>
public sealed record StakedWal(ObjectId Id, Address? Owner, ObjectId Node, ulong Principal, Epoch ActivationEpoch, Epoch? WithdrawEpoch)
    : LedgerObject(Id, Owner)
{
    internal override byte KindNumber => 3;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.U64(Principal);
        writer.U32(ActivationEpoch.Value);
        writer.Option(WithdrawEpoch, static (w, epoch) => w.U32(epoch.Value));
    }

    internal static StakedWal ReadFields(ObjectId id, Address? owner, ref BcsReader reader) => new(
        id, owner, ObjectId.Read(ref reader), reader.U64(), new Epoch(reader.U32()), reader.Option(static (ref BcsReader r) => new Epoch(r.U32())));
}
