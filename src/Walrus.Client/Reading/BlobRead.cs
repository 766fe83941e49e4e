using System.IO.Pipelines;
using Walrus.Client.Buffers;
using Walrus.Client.Work;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Client.Reading;

/// <summary>
/// A read that has started. Its bytes are copied out once, in order, each verified before; a failure on the way throws
/// and leaves a prefix. To be disposed.
/// </summary>
public sealed class BlobRead : IAsyncDisposable
{
    private const int PieceBytes = 1 << 20;
    private readonly SliverFetcher _fetcher;
    private readonly MemoryBudget _memory;
    private readonly BoundedWork _work;
    private readonly BlobReaderOptions _options;
    private readonly TimeProvider _time;
    private readonly ConsistencyCheck? _check;
    private readonly int _rowBytes;
    private MemoryLease? _lease;
    private SliverWindow? _window;
    private NativeBlobTarget? _rebuilt;
    private long _position;

    internal BlobRead(
        VerifiedBlobMetadata metadata, SliverFetcher fetcher, MemoryBudget memory, BoundedWork work,
        BlobReaderOptions options, TimeProvider time, ByteRange range, ConsistencyCheck? wholeBlobCheck)
    {
        Metadata = metadata;
        Range = range;
        _fetcher = fetcher;
        _memory = memory;
        _work = work;
        _options = options;
        _time = time;
        _check = wholeBlobCheck;
        _rowBytes = metadata.SliverLength(Axis.Primary);
        _position = range.Offset;
    }

    /// <summary>The blob's metadata.</summary>
    public VerifiedBlobMetadata Metadata { get; }

    /// <summary>What is read.</summary>
    public ByteRange Range { get; }

    /// <summary>Bytes that will be copied.</summary>
    public long Length => Range.Length;

    /// <summary>Bytes handed to the destination so far, those of a write under way included.</summary>
    public long HandedOut { get; private set; }

    /// <summary>What the nodes served this read.</summary>
    public ServedTally Served => _fetcher.Served;

    /// <summary>Copies the bytes.</summary>
    /// <exception cref="BlobUnavailableException">Too few slivers can be had.</exception>
    /// <exception cref="InconsistentBlobException">The blob turned out to be inconsistent.</exception>
    /// <exception cref="MemoryBudgetException">Slivers are missing, and there is no memory to do without them.</exception>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (_rebuilt is null)
            await CopySliversAsync(destination, cancellation).ConfigureAwait(false);
        while (_position < Range.End)
        {
            int count = (int)Math.Min(PieceBytes, Range.End - _position);
            await WriteAsync(destination, _rebuilt!.Slice(_position, count), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Copies the bytes; the writer stays open.</summary>
    /// <exception cref="BlobUnavailableException">Too few slivers can be had.</exception>
    public async Task CopyToAsync(PipeWriter destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Stream stream = destination.AsStream(leaveOpen: true);
        await using (stream.ConfigureAwait(false))
            await CopyToAsync(stream, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_window is { } window)
            await window.DisposeAsync().ConfigureAwait(false);
        _rebuilt?.Dispose();
        _lease?.Dispose();
    }

    internal async Task StartAsync(CancellationToken cancellation)
    {
        bool checkPadding = _check is ConsistencyCheck.Default or ConsistencyCheck.Strict;
        if (checkPadding)
            PaddingCheck.RequireZeroRows(Metadata, RowsOfData());
        if (_check == ConsistencyCheck.Strict)
            await RebuildAsync(cancellation).ConfigureAwait(false);
        else if (Length > 0)
            await OpenWindowAsync(checkPadding, cancellation).ConfigureAwait(false);
    }

    private int RowsOfData() => (int)((Metadata.UnencodedLength + _rowBytes - 1) / _rowBytes);

    private async Task OpenWindowAsync(bool checkPadding, CancellationToken cancellation)
    {
        SliverIndex first = new((int)(Range.Offset / _rowBytes)), last = new((int)((Range.End - 1) / _rowBytes));
        int width = Math.Clamp(_options.WindowBytes / _rowBytes, 1, Math.Min(_options.WindowSlivers, last.Value - first.Value + 1));
        _lease = await _memory.TakeAsync((long)_rowBytes * (width + 1), _options.MemoryWait, cancellation).ConfigureAwait(false);
        _window = new SliverWindow(_fetcher, _time, first, last, width, holdLast: checkPadding);
        if (!await _window.SettleAsync(cancellation).ConfigureAwait(false))
            await RebuildAsync(cancellation).ConfigureAwait(false);
        else if (await _window.PeekLastAsync().ConfigureAwait(false) is { } end)
            PaddingCheck.RequireZeroTail(Metadata, end.Sliver);
    }

    private async Task CopySliversAsync(Stream destination, CancellationToken cancellation)
    {
        while (_position < Range.End)
        {
            using FetchedSliver? fetched = await _window!.TakeAsync(cancellation).ConfigureAwait(false);
            if (fetched is null)
            {
                await RebuildAsync(cancellation).ConfigureAwait(false);
                return;
            }

            int start = (int)(_position % _rowBytes);
            int count = (int)Math.Min(_rowBytes - start, Range.End - _position);
            await WriteAsync(destination, fetched.Sliver.Data.Slice(start, count), cancellation).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(Stream destination, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        // Counted first: a write that fails may have got through for the most part.
        HandedOut += bytes.Length;
        await destination.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        _position += bytes.Length;
    }

    private async Task RebuildAsync(CancellationToken cancellation)
    {
        List<FetchedSliver> held = [];
        try
        {
            if (_window is { } window)
                held = await window.TakeAllAsync().ConfigureAwait(false);

            // Given back first: to hold some while waiting for more could block all reads for good.
            _lease?.Dispose();
            _lease = null;
            _lease = await _memory.TakeAsync(BlobRebuild.MemoryOf(Metadata), _options.MemoryWait, cancellation).ConfigureAwait(false);
        }
        catch
        {
            held.ForEach(sliver => sliver.Dispose());
            throw;
        }

        BlobRebuild rebuild = new(Metadata, _fetcher, _work, _options, _time);
        // Parts are not checked when they come from their own slivers; what is computed from others always is.
        _rebuilt = await rebuild.RunAsync(held, _check ?? ConsistencyCheck.Default, cancellation).ConfigureAwait(false);
    }
}
