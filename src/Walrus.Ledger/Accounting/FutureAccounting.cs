using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Accounting;

/// <summary>
/// The ring of buckets for this epoch and those that can be bought ahead; entry i belongs to the current epoch + i
/// (control plane 2.5). Immutable.
/// </summary>
public sealed class FutureAccounting
{
    // Most purchases are for the next few epochs: a page of the ring is copied for them, and the rest is shared.
    private const int PageLength = 8;

    private readonly RingEntry[][] _pages;
    private readonly int _length;

    private FutureAccounting(RingEntry[][] pages, int length) => (_pages, _length) = (pages, length);

    /// <summary>The entries, from the current epoch on.</summary>
    public IReadOnlyList<RingEntry> Entries => [.. _pages.SelectMany(static page => page)];

    private Epoch First => _pages[0][0].Epoch;

    /// <summary>Empty buckets for <paramref name="length"/> epochs from <paramref name="first"/>.</summary>
    internal static FutureAccounting Create(Epoch first, uint length) =>
        Of(Enumerable.Range(0, (int)length).Select(i => new RingEntry(first.Plus((uint)i), 0, 0)));

    /// <summary>The bucket <paramref name="ahead"/> epochs from now.</summary>
    /// <exception cref="LedgerException"><c>ETooFarInFuture</c>.</exception>
    internal RingEntry Lookup(uint ahead)
    {
        LedgerException.Require(ahead < (uint)_length, Reason.ETooFarInFuture);
        return _pages[(int)ahead / PageLength][(int)ahead % PageLength];
    }

    /// <summary>With bytes and FROST added to every bucket in <c>[start, end)</c>.</summary>
    internal FutureAccounting Add(Epoch start, Epoch end, ulong bytes, ulong frost)
    {
        uint from = start.Value - First.Value;
        uint to = end.Value - First.Value;
        LedgerException.Require(to <= (uint)_length, Reason.ETooFarInFuture);
        RingEntry[][] pages = [.. _pages];
        for (int i = (int)from; i < (int)to; i++)
        {
            (int page, int place) = Math.DivRem(i, PageLength);
            if (ReferenceEquals(pages[page], _pages[page]))
                pages[page] = [.. _pages[page]];
            RingEntry entry = pages[page][place];
            pages[page][place] = entry with { UsedCapacity = entry.UsedCapacity + bytes, Rewards = entry.Rewards + frost };
        }

        return new FutureAccounting(pages, _length);
    }

    /// <summary>With FROST added to the bucket of the current epoch.</summary>
    internal FutureAccounting AddNow(ulong frost) => Add(First, First.Plus(1), 0, frost);

    /// <summary>The bucket of the epoch that ends, and the ring without it.</summary>
    internal (RingEntry Ended, FutureAccounting Ahead) Pop()
    {
        RingEntry added = new(First.Plus((uint)_length), 0, 0);
        return (Lookup(0), Of(Entries.Skip(1).Append(added)));
    }

    internal static FutureAccounting Read(ref BcsReader reader) => Of(reader.Vector(
        static (ref BcsReader r) => new RingEntry(new Epoch(r.U32()), r.U64(), r.U64()), minimumSize: 20));

    internal void Write(BcsWriter writer) => writer.Vector(Entries, static (w, entry) =>
    {
        w.U32(entry.Epoch.Value);
        w.U64(entry.UsedCapacity);
        w.U64(entry.Rewards);
    });

    private static FutureAccounting Of(IEnumerable<RingEntry> entries)
    {
        RingEntry[][] pages = [.. entries.Chunk(PageLength)];
        return new FutureAccounting(pages, pages.Sum(static page => page.Length));
    }
}
