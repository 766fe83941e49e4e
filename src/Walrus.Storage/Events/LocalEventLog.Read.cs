using System.Runtime.CompilerServices;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Events;

public sealed partial class LocalEventLog
{
    /// <inheritdoc/>
    public IAsyncEnumerable<EventRun> ReadAsync(ulong position, CancellationToken cancellationToken = default)
    {
        Extent extent = _extent;
        ArgumentOutOfRangeException.ThrowIfLessThan(position, extent.Start.Position);
        return ReadAsync(
            extent,
            segment => segment.Start.Position <= position,
            point => point.Position <= position,
            run => run.End > position,
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EventRun> ReadFromHeightAsync(ulong height, CancellationToken cancellationToken = default)
    {
        Extent extent = _extent;
        ArgumentOutOfRangeException.ThrowIfLessThan(height, extent.Start.Height);
        return ReadAsync(
            extent,
            segment => segment.Start.Height <= height,
            point => point.Height < height,
            run => run.Height >= height,
            cancellationToken);
    }

    /// <summary>All runs that are wanted: from the last segment on that begins before the first of them.</summary>
    private async IAsyncEnumerable<EventRun> ReadAsync(
        Extent extent, Func<EventSegment, bool> beginsBefore, Func<EventPoint, bool> isBefore, Predicate<EventRun> isWanted,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<EventSegment> segments = extent.Segments;
        int first = Enumerable.Range(0, segments.Count).LastOrDefault(i => beginsBefore(segments[i]));
        for (int i = first; i < segments.Count; i++)
        {
            ulong end = i + 1 < segments.Count ? segments[i + 1].Start.Position : extent.Next;
            using IStorageFile file = _device.Open(segments[i].FileName, FileAccess.Read);
            using EventWalk walk = new(file, segments[i].Seed, _index.Find(segments[i], isBefore));
            while (walk.Point.Position < end)
            {
                if (!await walk.NextAsync(cancellation))
                    throw new EventLogDamagedException(Path.Combine(_device.Location, file.Name), $"event {walk.Point.Position}, at byte {walk.Point.Offset}, is not as it was written");
                _index.Add(segments[i], walk.Point);
                if (isWanted(walk.Run))
                    yield return walk.Run with { Bytes = walk.Run.Bytes.ToArray() };
            }
        }
    }
}
