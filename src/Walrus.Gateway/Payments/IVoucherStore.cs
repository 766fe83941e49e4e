using Walrus.Core.Identifiers;

namespace Walrus.Gateway.Payments;

/// <summary>Keeps the latest voucher of each reader, so that a crash does not lose what is not settled. Safe for concurrent use by different readers.</summary>
public interface IVoucherStore
{
    /// <summary>Everything that is kept.</summary>
    ValueTask<IReadOnlyList<StoredVoucher>> LoadAsync(CancellationToken cancellation);

    /// <summary>Returns when the voucher is durable; it replaces the reader's one before.</summary>
    ValueTask SaveAsync(StoredVoucher voucher);

    /// <summary>Forgets a reader.</summary>
    ValueTask DeleteAsync(Address reader);
}

/// <summary>For networks that keep nothing.</summary>
public sealed class MemoryVoucherStore : IVoucherStore
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Address, StoredVoucher> _vouchers = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredVoucher>> LoadAsync(CancellationToken cancellation) => new([.. _vouchers.Values]);

    /// <inheritdoc/>
    public ValueTask SaveAsync(StoredVoucher voucher)
    {
        ArgumentNullException.ThrowIfNull(voucher);
        _vouchers[voucher.Latest.Reader] = voucher;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(Address reader)
    {
        _vouchers.TryRemove(reader, out _);
        return ValueTask.CompletedTask;
    }
}
