using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;

namespace Walrus.Gateway.Payments;

/// <summary>
/// A file for each reader, replaced whole: written beside the old one, synced, and given its name. A damaged file, which no crash leaves,
/// counts as none: what it would have settled is lost.
/// </summary>
public sealed class LocalVoucherStore : IVoucherStore
{
    private const string Extension = ".voucher";
    private const string NewExtension = ".new";
    private readonly IStorageDevice _device;

    /// <summary>A store in this folder, which is created when it does not exist.</summary>
    public LocalVoucherStore(string folder) : this(new LocalDevice(folder)) { }

    /// <summary>A store on this device.</summary>
    public LocalVoucherStore(IStorageDevice device) => _device = device;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredVoucher>> LoadAsync(CancellationToken cancellation)
    {
        List<StoredVoucher> found = [];
        foreach (string name in _device.List())
        {
            if (!name.EndsWith(Extension, StringComparison.Ordinal))
                continue;
            using IStorageFile file = _device.Open(name, FileAccess.Read);
            byte[] bytes = new byte[Math.Min(file.Length, VoucherFile.LengthMax)];
            int length = await file.ReadAsync(0, bytes, cancellation);
            if (VoucherFile.Decode($"{_device.Location}: {name}", bytes.AsSpan(0, length)) is { } voucher)
                found.Add(voucher);
        }

        return found;
    }

    /// <inheritdoc/>
    public async ValueTask SaveAsync(StoredVoucher voucher)
    {
        ArgumentNullException.ThrowIfNull(voucher);
        string name = NameOf(voucher.Latest.Reader);
        string fresh = name + NewExtension;
        // A crash, or a full disk, may have left one.
        _device.Delete(fresh);
        using (IStorageFile file = _device.Create(fresh))
        {
            await file.WriteAsync(0, [VoucherFile.Encode(voucher)]);
            await file.SyncAsync();
        }

        _device.Rename(fresh, name);
        _device.SyncNames();
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(Address reader)
    {
        _device.Delete(NameOf(reader));
        return ValueTask.CompletedTask;
    }

    private static string NameOf(Address reader) => reader + Extension;
}
