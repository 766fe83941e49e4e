using System.Runtime.CompilerServices;

namespace Walrus.Storage.Snapshots;

/// <summary>Snapshots in memory, which several silos of one process may share.</summary>
public sealed class MemoryLedgerSnapshots : ILedgerSnapshots
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, List<ReadOnlyMemory<byte>>> _snapshots = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<long>> ListAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<long>>([.. _snapshots.Keys.Reverse()]);
    }

    /// <inheritdoc/>
    public ValueTask<long> WriteAsync(long position, IEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        List<ReadOnlyMemory<byte>> copy = [];
        foreach (ReadOnlyMemory<byte> frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            copy.Add(frame.ToArray());
        }

        lock (_gate)
        {
            _snapshots[position] = copy;
            foreach (long old in _snapshots.Keys.Reverse().Skip(ILedgerSnapshots.Kept).ToList())
                _snapshots.Remove(old);
        }

        return ValueTask.FromResult(copy.Sum(static frame => (long)frame.Length));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        long position, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ReadOnlyMemory<byte>> frames;
        lock (_gate)
        {
            frames = _snapshots.TryGetValue(position, out List<ReadOnlyMemory<byte>>? found)
                ? found
                : throw new FileNotFoundException($"There is no snapshot of position {position}.");
        }

        foreach (ReadOnlyMemory<byte> frame in frames)
        {
            await Task.CompletedTask;
            cancellationToken.ThrowIfCancellationRequested();
            yield return frame;
        }
    }
}
