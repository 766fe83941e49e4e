using System.Collections.Immutable;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Gateway.Payments;

/// <summary>A voucher to be settled, with what the nodes served for it.</summary>
internal sealed record UnsettledVoucher(ReaderAccount Account, SignedVoucher Voucher, ImmutableArray<ServedBytes> Served);

/// <summary>
/// One reader's channel as the gateway keeps it: what vouchers promise, what was delivered, which nodes served it. Safe for concurrent
/// use; to accept a voucher and keep it, one takes the turn.
/// </summary>
internal sealed class ReaderAccount : IDisposable
{
    private readonly Lock _lock = new();
    private readonly UnpaidTotal _total;
    private readonly ReadMeter _meter;
    private readonly SortedDictionary<ObjectId, ulong> _served = [];
    private SignedVoucher? _latest;
    private ulong _counted;
    private ulong _writtenOff;
    private bool _isAheadWanted;

    public ReaderAccount(NetworkId network, ReadChannel channel, StoredVoucher? stored, SettlementOptions options, UnpaidTotal total)
    {
        _total = total;
        _meter = stored is null
            ? new ReadMeter(network, channel, options.BatchBytes)
            : new ReadMeter(network, channel, options.BatchBytes, stored.Latest, stored.DeliveredBytes);
        _latest = stored?.Latest;
        // What was settled before the process could keep that it was is not claimed twice.
        if (stored is not null && _meter.Unsettled is not null)
        {
            foreach (ServedBytes served in stored.Served)
                _served[served.Node] = served.Bytes;
        }

        Recount();
    }

    /// <summary>Held while a voucher is accepted and kept.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Held while it is kept, so that what is kept last is what was last.</summary>
    public SemaphoreSlim Keeping { get; } = new(1, 1);

    public Address Reader => Channel.Parties.Reader;

    public ReadChannel Channel => Locked(() => _meter.Channel);

    public void Dispose()
    {
        Turn.Dispose();
        Keeping.Dispose();
    }

    /// <summary>Where the channel stands for somebody who wants to read <paramref name="bytes"/> more.</summary>
    public ChannelTerms TermsFor(ulong bytes) => Locked(() => new ChannelTerms(
        _meter.Channel.Id, _meter.Channel.Balance, _meter.Channel.SettledBytes, _meter.AcceptedBytes, _meter.DeliveredBytes, _meter.CoverFor(bytes),
        _meter.Channel.WithdrawableFrom));

    /// <summary>Follows the ledger; what was seen before something newer is passed over.</summary>
    public void Follow(ReadChannel channel) => Locked(() => FollowLocked(channel));

    /// <summary>Accepts a voucher that covers <paramref name="bytes"/> more; false when it is good but does not.</summary>
    /// <exception cref="Walrus.Ledger.Errors.LedgerException">The ledger would refuse it, or it promises no more than the one before.</exception>
    public bool Accept(SignedVoucher voucher, ulong bytes, NetworkId network, Epoch now, ulong price) => Locked(() =>
    {
        ulong promised = voucher.Voucher.CumulativeBytes;
        if (promised > _meter.AcceptedBytes && promised < _meter.CoverFor(bytes))
        {
            VoucherCheck.CostOf(voucher, _meter.Channel, network, now, price);
            return false;
        }

        _meter.Accept(voucher, now, price);
        _latest = voucher;
        return true;
    });

    /// <summary>Counts bytes as delivered before they are, if they may be. If not, the voucher is to be settled first.</summary>
    public bool TryReserve(ulong bytes) => Locked(() =>
    {
        bool may = _meter.MayDeliver(bytes) && TryCount(_meter.UnpaidAfter(bytes));
        if (may)
            _meter.Deliver(bytes);
        else
            _isAheadWanted = true;
        return may;
    });

    /// <summary>A read has ended: <paramref name="undelivered"/> of what was reserved for it was not delivered.</summary>
    public void Close(ulong undelivered, IReadOnlyDictionary<ObjectId, long> served) => Locked(() =>
    {
        _meter.TakeBack(undelivered);
        Recount();
        foreach ((ObjectId node, long bytes) in served)
            _served[node] = _served.GetValueOrDefault(node) + (ulong)bytes;
    });

    /// <summary>What is to be kept on disk; there is something once a voucher was accepted.</summary>
    public StoredVoucher? ToStore() => Locked(() => _latest is { } latest ? new StoredVoucher(latest, _meter.DeliveredBytes, Served()) : null);

    /// <summary>The voucher to settle, when something was delivered for it or somebody waits for it to be settled.</summary>
    public UnsettledVoucher? FindUnsettled() => Locked(() =>
        _meter.Unsettled is { } voucher && (_isAheadWanted || _meter.UnpaidBytes > 0) ? new UnsettledVoucher(this, voucher, Served()) : null);

    /// <summary>A voucher was settled, and the nodes paid.</summary>
    public void Settled(UnsettledVoucher settled, ReadChannel? channel) => Locked(() =>
    {
        foreach (ServedBytes paid in settled.Served)
        {
            if (_served[paid.Node] == paid.Bytes)
                _served.Remove(paid.Node);
            else
                _served[paid.Node] -= paid.Bytes;
        }

        _isAheadWanted = false;
        if (channel is not null)
            FollowLocked(channel);
    });

    /// <summary>The ledger refuses the voucher: what it stood for is lost, until the reader covers it by a later one.</summary>
    public void WriteOff() => Locked(() =>
    {
        _meter.Drop();
        _isAheadWanted = false;
        _writtenOff = _meter.UnpaidBytes;
        Recount();
    });

    private ImmutableArray<ServedBytes> Served() => [.. _served.Select(static entry => new ServedBytes(entry.Key, entry.Value))];

    private void FollowLocked(ReadChannel channel)
    {
        ReadChannel known = _meter.Channel;
        bool isOlder = channel.SettledBytes < known.SettledBytes || (known.WithdrawableFrom is not null && channel.WithdrawableFrom is null);
        if (channel.Id != known.Id || isOlder)
            return;
        _meter.Follow(channel);
        Recount();
    }

    private void Recount()
    {
        // What was written off and is paid after all, or was not delivered after all, is no loss any more.
        _writtenOff = Math.Min(_writtenOff, _meter.UnpaidBytes);
        ulong counted = _meter.UnpaidBytes - _writtenOff;
        _total.Replace(_counted, counted);
        _counted = counted;
    }

    private bool TryCount(ulong unpaid)
    {
        ulong counted = unpaid - Math.Min(unpaid, _writtenOff);
        if (!_total.TryReplace(_counted, counted))
            return false;
        _counted = counted;
        return true;
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_lock)
            return work();
    }

    private void Locked(Action work)
    {
        lock (_lock)
            work();
    }
}
