using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Objects;

/// <summary>What a capability allows.</summary>
public enum CapabilityRole : byte
{
    /// <summary>To set the rates of subsidies (control plane 2.9).</summary>
    SubsidyAdmin = 0,

    /// <summary>To authorise new code without votes (control plane 8.1).</summary>
    EmergencyUpgrade = 1,
}

/// <summary>A right that a network starts with, and that its holder can pass on or destroy.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that holds it.</param>
/// <param name="Role">What it allows.</param>
public sealed record Capability(ObjectId Id, Address? Owner, CapabilityRole Role) : LedgerObject(Id, Owner)
{
    internal override byte KindNumber => 7;

    private protected override void WriteFields(BcsWriter writer) => writer.U8((byte)Role);

    internal static Capability ReadFields(ObjectId id, Address? owner, ref BcsReader reader) => new(id, owner, (CapabilityRole)reader.U8());
}
