using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;

namespace Walrus.Ledger.Blobs;

/// <summary>The permanent objects of one blob id, all or the certified ones (control plane 5.6).</summary>
/// <param name="Count">How many.</param>
/// <param name="End">The latest end among them.</param>
/// <param name="Event">The event that set the latest end.</param>
public sealed record PermanentTally(int Count, Epoch End, EventId Event)
{
    internal static PermanentTally Add(PermanentTally? tally, Epoch end, EventId id) =>
        tally is null ? new PermanentTally(1, end, id) : tally.Raise(end, id) with { Count = tally.Count + 1 };

    internal PermanentTally Raise(Epoch end, EventId id) => end > End ? this with { End = end, Event = id } : this;

    // Only expiry removes permanent objects, and the one that ends last goes last: the end remains that of an object that is left.
    internal static PermanentTally? Remove(PermanentTally? tally, int count) =>
        tally is null || tally.Count <= count ? null : tally with { Count = tally.Count - count };

    internal static PermanentTally Read(ref BcsReader reader) => new((int)reader.U32(), new Epoch(reader.U32()), EventId.Read(ref reader));

    internal void Write(BcsWriter writer)
    {
        writer.U32((uint)Count);
        writer.U32(End.Value);
        writer.Value(Event);
    }
}
