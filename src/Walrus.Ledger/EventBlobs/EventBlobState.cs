using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.State;

namespace Walrus.Ledger.EventBlobs;

/// <summary>An event blob, and where in the stream it ends (control plane 6.4).</summary>
/// <param name="BlobId">The blob.</param>
/// <param name="Checkpoint">Where it ends.</param>
public readonly record struct EventBlob(BlobId BlobId, ulong Checkpoint) : IComparable<EventBlob>
{
    /// <inheritdoc/>
    public int CompareTo(EventBlob other) =>
        BlobId.CompareTo(other.BlobId) is not 0 and int order ? order : Checkpoint.CompareTo(other.Checkpoint);

    internal void Write(BcsWriter writer)
    {
        writer.Value(BlobId);
        writer.U64(Checkpoint);
    }

    internal static EventBlob Read(ref BcsReader reader) => new(BlobId.Read(ref reader), reader.U64());

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(EventBlob left, EventBlob right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(EventBlob left, EventBlob right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(EventBlob left, EventBlob right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(EventBlob left, EventBlob right) => left.CompareTo(right) >= 0;
}

/// <summary>How far the event stream is stored in the network itself (control plane 1.2, 6.4). Immutable.</summary>
/// <param name="Latest">The event blob certified last.</param>
/// <param name="Candidates">Shards behind each blob that is attested but not certified, in this epoch.</param>
/// <param name="UnpaidBytes">Encoded bytes that event blobs took in this epoch, which may exceed the capacity.</param>
public sealed record EventBlobState(EventBlob? Latest, ImmutableSortedDictionary<EventBlob, int> Candidates, ulong UnpaidBytes)
{
    internal static readonly EventBlobState Initial = new(null, ImmutableSortedDictionary<EventBlob, int>.Empty, 0);

    /// <summary>At an epoch change every candidate is dropped; what is certified stays.</summary>
    internal EventBlobState InNewEpoch() => Initial with { Latest = Latest };

    internal void Write(BcsWriter writer)
    {
        writer.Option(Latest, static (w, latest) => latest.Write(w));
        writer.Vector(Candidates, static (w, candidate) =>
        {
            candidate.Key.Write(w);
            w.U16((ushort)candidate.Value);
        });
        writer.U64(UnpaidBytes);
    }

    internal static EventBlobState Read(ref BcsReader reader)
    {
        EventBlob? latest = reader.Option(static (ref BcsReader r) => EventBlob.Read(ref r));
        KeyValuePair<EventBlob, int>[] candidates = reader.Vector(
            static (ref BcsReader r) => KeyValuePair.Create(EventBlob.Read(ref r), (int)r.U16()));
        return new EventBlobState(latest, candidates.ToMap(), reader.U64());
    }
}
