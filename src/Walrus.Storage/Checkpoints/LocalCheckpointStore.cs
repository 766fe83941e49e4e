using System.Globalization;
using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Checkpoints;

/// <summary>
/// Signatures in a folder: a file for each hand-over, and two that take the newest checkpoints in turn, so that a torn write costs the
/// newer one at most. The bytes are described in <c>docs/storage-format.md</c>.
/// </summary>
public sealed class LocalCheckpointStore : ICheckpointStore
{
    private const string HandoverPrefix = "handover-";
    private static readonly string[] Slots = ["checkpoint-0", "checkpoint-1"];

    private readonly IStorageDevice _device;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private (ulong Height, int Slot)? _newest;

    /// <summary>A store in this folder, which is created when it does not exist.</summary>
    public LocalCheckpointStore(string folder) : this(new LocalDevice(folder)) { }

    /// <summary>A store on this device.</summary>
    public LocalCheckpointStore(IStorageDevice device) => _device = device;

    /// <inheritdoc/>
    public async ValueTask PutHandoverAsync(Epoch epoch, ReadOnlyMemory<byte> handover)
    {
        await _writing.WaitAsync();
        try
        {
            await WriteAsync(NameOf(epoch), epoch.Value, handover, durable: true);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> FindHandoverAsync(Epoch epoch, CancellationToken cancellationToken = default) =>
        await EvidenceFile.ReadAsync(_device, NameOf(epoch), cancellationToken) is { } found && found.Number == epoch.Value ? found.Bytes : null;

    /// <inheritdoc/>
    public IReadOnlyCollection<Epoch> ListHandovers()
    {
        List<Epoch> epochs = [];
        foreach (string name in _device.List())
        {
            if (name.StartsWith(HandoverPrefix, StringComparison.Ordinal)
                && uint.TryParse(name.AsSpan(HandoverPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out uint epoch))
                epochs.Add(new Epoch(epoch));
        }

        return epochs;
    }

    /// <inheritdoc/>
    public async ValueTask PutCheckpointAsync(ulong height, ReadOnlyMemory<byte> checkpoint)
    {
        await _writing.WaitAsync();
        try
        {
            _newest ??= await FindNewestSlotAsync(CancellationToken.None) is { } found ? (found.Number, found.Slot) : null;
            if (_newest is { } newest && newest.Height >= height)
                return;
            int slot = _newest is { } before ? 1 - before.Slot : 0;
            await WriteAsync(Slots[slot], height, checkpoint, durable: false);
            _newest = (height, slot);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> FindNewestAsync(CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return (await FindNewestSlotAsync(cancellationToken))?.Bytes;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string NameOf(Epoch epoch) => string.Create(CultureInfo.InvariantCulture, $"{HandoverPrefix}{epoch.Value:D10}");

    private async ValueTask<(ulong Number, byte[] Bytes, int Slot)?> FindNewestSlotAsync(CancellationToken cancellation)
    {
        (ulong Number, byte[] Bytes, int Slot)? newest = null;
        for (int slot = 0; slot < Slots.Length; slot++)
        {
            if (await EvidenceFile.ReadAsync(_device, Slots[slot], cancellation) is { } found && (newest is null || found.Number > newest.Value.Number))
                newest = (found.Number, found.Bytes, slot);
        }

        return newest;
    }

    private async ValueTask WriteAsync(string name, ulong number, ReadOnlyMemory<byte> bytes, bool durable)
    {
        byte[] content = EvidenceFile.Encode(number, bytes.Span);
        bool isNew = !_device.List().Contains(name);
        using IStorageFile file = isNew ? _device.Create(name) : _device.Open(name, FileAccess.ReadWrite);
        await file.WriteAsync(0, [content]);
        if (file.Length > content.Length)
            file.Truncate(content.Length);
        if (!durable)
            return;
        await file.SyncAsync();
        if (isNew)
            _device.SyncNames();
    }
}
