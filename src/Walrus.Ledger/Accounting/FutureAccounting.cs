using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly ImmutableArray<RingEntry> _entries;

    private FutureAccounting(ImmutableArray<RingEntry> entries) => _entries = entries;

    /// <summary>The entries, from the current epoch on.</summary>
    public IReadOnlyList<RingEntry> Entries => _entries;

    /// <summary>Empty buckets for <paramref name="length"/> epochs from <paramref name="first"/>.</summary>
    internal static FutureAccounting Create(Epoch first, uint length) =>
        new([.. Enumerable.Range(0, (int)length).Select(i => new RingEntry(first.Plus((uint)i), 0, 0))]);

    /// <summary>The bucket <paramref name="ahead"/> epochs from now.</summary>
    /// <exception cref="LedgerException"><c>ETooFarInFuture</c>.</exception>
    internal RingEntry Lookup(uint ahead)
    {
        LedgerException.Require(ahead < (uint)_entries.Length, Reason.ETooFarInFuture);
        return _entries[(int)ahead];
    }

    /// <summary>With bytes and FROST added to every bucket in <c>[start, end)</c>.</summary>
    internal FutureAccounting Add(Epoch start, Epoch end, ulong bytes, ulong frost)
    {
        uint from = start.Value - _entries[0].Epoch.Value;
        uint to = end.Value - _entries[0].Epoch.Value;
        LedgerException.Require(to <= (uint)_entries.Length, Reason.ETooFarInFuture);
        RingEntry[] entries = [.. _entries];
        for (int i = (int)from; i < (int)to; i++)
            entries[i] = entries[i] with { UsedCapacity = entries[i].UsedCapacity + bytes, Rewards = entries[i].Rewards + frost };
        return new FutureAccounting(ImmutableCollectionsMarshal.AsImmutableArray(entries));
    }

    /// <summary>With FROST added to the bucket of the current epoch.</summary>
    internal FutureAccounting AddNow(ulong frost) => Add(_entries[0].Epoch, _entries[0].Epoch.Plus(1), 0, frost);

    /// <summary>The bucket of the epoch that ends, and the ring without it.</summary>
    internal (RingEntry Ended, FutureAccounting Ahead) Pop()
    {
        RingEntry last = _entries[^1];
        return (_entries[0], new FutureAccounting(_entries.RemoveAt(0).Add(new RingEntry(last.Epoch.Plus(1), 0, 0))));
    }

    internal static FutureAccounting Read(ref BcsReader reader) => new([.. reader.Vector(
        static (ref BcsReader r) => new RingEntry(new Epoch(r.U32()), r.U64(), r.U64()), minimumSize: 20)]);

    internal void Write(BcsWriter writer) => writer.Vector(_entries, static (w, entry) =>
    {
        w.U32(entry.Epoch.Value);
        w.U64(entry.UsedCapacity);
        w.U64(entry.Rewards);
    });
}
