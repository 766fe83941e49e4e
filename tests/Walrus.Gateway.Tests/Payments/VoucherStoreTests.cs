using Walrus.Core.Identifiers;
using Walrus.Gateway.Payments;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;
using Walrus.Storage;
using Walrus.Storage.Devices;

namespace Walrus.Gateway.Tests.Payments;

public sealed class VoucherStoreTests
{
    private static readonly Ed25519Account Reader = Ed25519Account.FromSeed([.. Enumerable.Range(1, 32).Select(static i => (byte)i)]);

    [Fact]
    public async Task The_latest_of_each_reader_comes_back()
    {
        MemoryDevice device = new();
        LocalVoucherStore store = new(device);
        using Ed25519Account other = Ed25519Account.FromSeed(new byte[32]);
        await store.SaveAsync(Voucher(100));
        await store.SaveAsync(Voucher(200));
        await store.SaveAsync(Voucher(50, other));
        Assert.Equal([Voucher(50, other), Voucher(200)], (await new LocalVoucherStore(device).LoadAsync(default)).OrderBy(static kept => kept.DeliveredBytes));
        await store.DeleteAsync(other.Address);
        await store.DeleteAsync(other.Address);
        Assert.Equal([Voucher(200)], await new LocalVoucherStore(device).LoadAsync(default));
    }

    [Fact]
    public async Task Whatever_step_fails_there_is_the_old_voucher_or_the_new_one()
    {
        for (int failing = 0; ; failing++)
        {
            MemoryDevice device = new();
            await new LocalVoucherStore(device).SaveAsync(Voucher(100));
            int operations = 0;
            LocalVoucherStore faulty = new(new FaultyDevice(device, operation => operations++ == failing
                ? new DeviceFault(operation.Kind == DeviceOperationKind.Write ? DeviceFaultKind.ShortWrite : DeviceFaultKind.Error, operation.Length / 2)
                : default));
            Exception? failure = await Record.ExceptionAsync(async () => await faulty.SaveAsync(Voucher(200)));
            StoredVoucher kept = Assert.Single(await new LocalVoucherStore(device).LoadAsync(default));
            if (failure is null)
            {
                Assert.Equal(Voucher(200), kept);
                Assert.True(failing >= 5, $"only {failing} operations");
                return;
            }

            Assert.IsAssignableFrom<IOException>(failure);
            Assert.Contains(kept, (StoredVoucher[])[Voucher(100), Voucher(200)]);
            // And the next one is written over whatever was left.
            await new LocalVoucherStore(device).SaveAsync(Voucher(300));
            Assert.Equal(Voucher(300), Assert.Single(await new LocalVoucherStore(device).LoadAsync(default)));
        }
    }

    [Fact]
    public async Task A_damaged_file_counts_as_none_and_another_version_is_refused()
    {
        MemoryDevice device = new();
        await new LocalVoucherStore(device).SaveAsync(Voucher(100));
        string name = Assert.Single(device.List());
        byte[] good = device.Read(name);
        for (int at = 0; at < good.Length; at++)
        {
            byte[] bad = [.. good];
            bad[at] ^= 4;
            device.Replace(name, bad);
            if (at is >= 8 and < 12)
                await Assert.ThrowsAsync<StorageFormatException>(async () => await new LocalVoucherStore(device).LoadAsync(default));
            else
                Assert.Empty(await new LocalVoucherStore(device).LoadAsync(default));
            device.Replace(name, good.AsSpan(0, at));
            Assert.Empty(await new LocalVoucherStore(device).LoadAsync(default));
        }
    }

    private static StoredVoucher Voucher(ulong bytes, Ed25519Account? reader = null) => new(
        SignedVoucher.Sign(new Voucher(new ObjectId(default(Bytes32)), bytes, new Epoch(9)), new NetworkId(default), reader ?? Reader),
        bytes,
        [new ServedBytes(new ObjectId(default(Bytes32)), 7 * bytes)]);
}
