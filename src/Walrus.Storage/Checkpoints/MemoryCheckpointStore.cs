using System.Collections.Concurrent;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Checkpoints;

/// <summary>Signatures in memory, gone with the process.</summary>
public sealed class MemoryCheckpointStore : ICheckpointStore
{
    private readonly ConcurrentDictionary<Epoch, byte[]> _handovers = new();
    private readonly Lock _gate = new();
    private (ulong Height, byte[] Bytes)? _newest;

    /// <inheritdoc/>
    public ValueTask PutHandoverAsync(Epoch epoch, ReadOnlyMemory<byte> handover)
    {
        _handovers[epoch] = handover.ToArray();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindHandoverAsync(Epoch epoch, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_handovers.GetValueOrDefault(epoch));

    /// <inheritdoc/>
    public IReadOnlyCollection<Epoch> ListHandovers() => [.. _handovers.Keys];

    /// <inheritdoc/>
    public ValueTask PutCheckpointAsync(ulong height, ReadOnlyMemory<byte> checkpoint)
    {
        lock (_gate)
        {
            if (_newest is null || _newest.Value.Height < height)
                _newest = (height, checkpoint.ToArray());
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindNewestAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return ValueTask.FromResult(_newest?.Bytes);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
