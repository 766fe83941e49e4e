using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Committees;

/// <summary>What a node said last, so that it cannot say it again (control plane 3.1: the state of its capability).</summary>
/// <param name="DenyListRoot">Root of its certified deny list; zero at first.</param>
/// <param name="DenyListSequence">Number of that list; zero at first.</param>
/// <param name="DenyListSize">Encoded bytes of the blobs in it.</param>
/// <param name="Attested">The event blob it attested last, if any.</param>
public sealed record CapabilityState(Bytes32 DenyListRoot, ulong DenyListSequence, ulong DenyListSize, EventBlobAttestation? Attested)
{
    internal static readonly CapabilityState Initial = new(default, 0, 0, null);

    internal void Write(BcsWriter writer)
    {
        writer.Bytes32(DenyListRoot);
        writer.U64(DenyListSequence);
        writer.U64(DenyListSize);
        writer.Option(Attested, static (w, attested) =>
        {
            w.U64(attested.Checkpoint);
            w.U32(attested.Epoch.Value);
        });
    }

    internal static CapabilityState Read(ref BcsReader reader) => new(
        reader.Bytes32(),
        reader.U64(),
        reader.U64(),
        reader.Option(static (ref BcsReader r) => new EventBlobAttestation(r.U64(), new Epoch(r.U32()))));
}

/// <summary>A node's attestation of an event blob (control plane 6.4).</summary>
/// <param name="Checkpoint">Where the blob ends.</param>
/// <param name="Epoch">When it attested.</param>
public readonly record struct EventBlobAttestation(ulong Checkpoint, Epoch Epoch);
