using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>Voting on new code began.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="PackageDigest">Digest of the code.</param>
public sealed record ContractUpgradeProposed(Epoch Epoch, Bytes32 PackageDigest) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ContractUpgradeProposed;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Bytes32(PackageDigest);
    }

    internal static ContractUpgradeProposed ReadFields(ref BcsReader reader) => new(new Epoch(reader.U32()), reader.Bytes32());
}

/// <summary>A quorum is for new code.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="PackageDigest">Digest of the code.</param>
public sealed record ContractUpgradeQuorumReached(Epoch Epoch, Bytes32 PackageDigest) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ContractUpgradeQuorumReached;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Bytes32(PackageDigest);
    }

    internal static ContractUpgradeQuorumReached ReadFields(ref BcsReader reader) => new(new Epoch(reader.U32()), reader.Bytes32());
}

/// <summary>The state was moved to the version of new code.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="PackageId">The code.</param>
/// <param name="Version">Its version.</param>
public sealed record ContractUpgraded(Epoch Epoch, ObjectId PackageId, ulong Version) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ContractUpgraded;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(PackageId);
        writer.U64(Version);
    }

    internal static ContractUpgraded ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        reader.U64());
}

/// <summary>A protocol version was certified, or began with a feature.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="StartEpoch">First epoch of the version.</param>
/// <param name="ProtocolVersion">The version.</param>
public sealed record ProtocolVersionUpdated(Epoch Epoch, Epoch StartEpoch, ulong ProtocolVersion) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ProtocolVersionUpdated;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.U32(StartEpoch.Value);
        writer.U64(ProtocolVersion);
    }

    internal static ProtocolVersionUpdated ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        new Epoch(reader.U32()),
        reader.U64());
}

/// <summary>New code was accepted.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="PackageDigest">Digest of the code.</param>
/// <param name="Version">Its version.</param>
public sealed record UpgradeAuthorized(Epoch Epoch, Bytes32 PackageDigest, ulong Version) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.UpgradeAuthorized;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Bytes32(PackageDigest);
        writer.U64(Version);
    }

    internal static UpgradeAuthorized ReadFields(ref BcsReader reader) => new(new Epoch(reader.U32()), reader.Bytes32(), reader.U64());
}

/// <summary>Accepted code was published.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="PackageDigest">Digest of the code.</param>
/// <param name="PackageId">The code.</param>
/// <param name="Version">Its version.</param>
public sealed record UpgradeCommitted(Epoch Epoch, Bytes32 PackageDigest, ObjectId PackageId, ulong Version) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.UpgradeCommitted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Bytes32(PackageDigest);
        writer.Value(PackageId);
        writer.U64(Version);
    }

    internal static UpgradeCommitted ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        reader.Bytes32(),
        ObjectId.Read(ref reader),
        reader.U64());
}

/// <summary>A capability was destroyed for good.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="CapabilityId">The capability.</param>
public sealed record CapabilityBurned(Epoch Epoch, ObjectId CapabilityId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.CapabilityBurned;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(CapabilityId);
    }

    internal static CapabilityBurned ReadFields(ref BcsReader reader) => new(new Epoch(reader.U32()), ObjectId.Read(ref reader));
}
