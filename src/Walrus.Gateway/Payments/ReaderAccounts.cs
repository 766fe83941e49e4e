using System.Collections.Concurrent;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Gateway.Payments;

/// <summary>The accounts of all readers that have paid here: found by the ledger's channels, and gone with them.</summary>
internal sealed class ReaderAccounts(LedgerReplica replica, Address gateway, IVoucherStore store, SettlementOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<Address, ReaderAccount> _accounts = new();
    private readonly ConcurrentDictionary<Address, StoredVoucher> _stored = new();
    private readonly Lock _opening = new();

    /// <summary>What stands unpaid over all of them.</summary>
    public UnpaidTotal Unpaid { get; } = new(options.BatchBytes);

    /// <summary>Takes up what an earlier process kept.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (StoredVoucher voucher in await store.LoadAsync(cancellation))
            _stored[voucher.Latest.Reader] = voucher;
    }

    /// <summary>The account of a reader, up to date with the ledger; null when it has no channel to this gateway.</summary>
    public ReaderAccount? Find(Address reader)
    {
        (ReadChannel? channel, NetworkId network) = replica.Read(machine => (machine.FindChannel(reader, gateway), machine.Network));
        if (channel is null)
            return null;
        lock (_opening)
        {
            if (_accounts.TryGetValue(reader, out ReaderAccount? known) && known.Channel.Id == channel.Id)
            {
                known.Follow(channel);
                return known;
            }

            known?.WriteOff();
            StoredVoucher? kept = _stored.TryGetValue(reader, out StoredVoucher? stored) && stored.Latest.Voucher.Channel == channel.Id ? stored : null;
            return _accounts[reader] = new ReaderAccount(network, channel, kept, options, Unpaid);
        }
    }

    /// <summary>Opens the accounts that an earlier process kept, and forgets those whose channels are gone. The replica must be up to date.</summary>
    public async Task AdoptAsync()
    {
        foreach (Address reader in _stored.Keys)
        {
            if (Find(reader) is { } account && _stored[reader].Latest.Voucher.Channel == account.Channel.Id)
                continue;
            await store.DeleteAsync(reader);
        }

        _stored.Clear();
    }

    /// <summary>Every voucher that is to be settled.</summary>
    public IReadOnlyList<UnsettledVoucher> Unsettled() =>
        [.. _accounts.Values.Select(static account => account.FindUnsettled()).OfType<UnsettledVoucher>()];

    /// <summary>Whether a reader that owes something wants its balance back.</summary>
    public bool IsAnyClosing() => _accounts.Values.Any(account => account.FindUnsettled() is not null && FindChannel(account)?.WithdrawableFrom is not null);

    /// <summary>The channel of an account as the ledger has it now; null when it is gone.</summary>
    public ReadChannel? FindChannel(ReaderAccount account)
    {
        ReadChannel? channel = replica.Read(machine => machine.FindChannel(account.Reader, gateway));
        return channel?.Id == account.Channel.Id ? channel : null;
    }

    /// <summary>Forgets the readers whose channels are gone.</summary>
    public async Task SweepAsync()
    {
        foreach ((Address reader, ReaderAccount account) in _accounts)
        {
            if (FindChannel(account) is not null || !_accounts.TryRemove(new(reader, account)))
                continue;
            account.WriteOff();
            await store.DeleteAsync(reader);
        }
    }

    /// <summary>Keeps what an account has to outlast this process; returns when that is durable.</summary>
    public async Task SaveAsync(ReaderAccount account)
    {
        await account.Keeping.WaitAsync();
        try
        {
            if (account.ToStore() is { } kept)
                await store.SaveAsync(kept);
        }
        finally
        {
            account.Keeping.Release();
        }
    }

    /// <summary>Keeps everything: what was delivered and served is known exactly when nobody reads any more.</summary>
    public async Task SaveAllAsync()
    {
        foreach (ReaderAccount account in _accounts.Values)
            await SaveAsync(account);
    }

    public void Dispose()
    {
        foreach (ReaderAccount account in _accounts.Values)
            account.Dispose();
    }
}
