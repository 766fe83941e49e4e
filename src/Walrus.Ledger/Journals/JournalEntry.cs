using Walrus.Core.Bcs;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Journals;

/// <summary>
/// One record of the ledger's journal. The first is the genesis; blocks and moves of a development network's clock follow in
/// the order in which they took effect.
/// </summary>
public abstract record JournalEntry : IBcs<JournalEntry>
{
    private JournalEntry() { }

    /// <summary>The network this journal belongs to; at position 0 only.</summary>
    public sealed record Founding(Genesis Genesis) : JournalEntry;

    /// <summary>A block, to be executed again by whoever follows.</summary>
    public sealed record Appended(Block Block) : JournalEntry;

    /// <summary>The network's clock stands this far ahead of real time from here on.</summary>
    public sealed record ClockMoved(TimeSpan Offset) : JournalEntry;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        switch (this)
        {
            case Founding founding:
                writer.Uleb(0);
                founding.Genesis.Write(writer);
                break;
            case Appended appended:
                writer.Uleb(1);
                appended.Block.Write(writer);
                break;
            case ClockMoved moved:
                writer.Uleb(2);
                writer.U64((ulong)(moved.Offset.Ticks / TimeSpan.TicksPerMillisecond));
                break;
        }
    }

    /// <inheritdoc/>
    public static JournalEntry Read(ref BcsReader reader) => reader.Uleb() switch
    {
        0 => new Founding(Genesis.Read(ref reader)),
        1 => new Appended(Block.Read(ref reader)),
        2 => new ClockMoved(ReadOffset(ref reader)),
        int other => throw new BcsException($"Journal entry kind {other} is unknown to this version."),
    };

    private static TimeSpan ReadOffset(ref BcsReader reader)
    {
        ulong milliseconds = reader.U64();
        if (milliseconds > (ulong)TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond)
            throw new BcsException($"A clock cannot be {milliseconds} ms ahead.");
        return new TimeSpan((long)milliseconds * TimeSpan.TicksPerMillisecond);
    }
}
