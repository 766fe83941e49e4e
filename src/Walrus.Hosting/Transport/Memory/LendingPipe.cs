using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>
/// What one end of a connection sends and the other reads, without a copy of what is large: the reader sees it where it lies, in the
/// writer's memory, and the write ends when the reader has let go of it. What is small is copied, and its write ends at once.
/// One writer and one reader at a time; the end of either ends the other's calls.
/// </summary>
internal sealed class LendingPipe : PipeReader
{
    /// <summary>Longer writes are lent. A copy of so little costs less than it takes to wake each other.</summary>
    public const int MostCopiedBytes = 32 << 10;

    private const int MostCopies = 16;

    private readonly Lock _gate = new();
    private LentPiece? _first;
    private LentPiece? _last;
    private int _copies;
    private long _written;
    private long _read;
    private long _consumed;
    private long _examined;
    private bool _isReading;
    private bool _isCanceled;
    private bool _isEnded;
    private bool _isBroken;
    private bool _isAbandoned;
    private Exception? _reason;
    private TaskCompletionSource<ReadResult>? _waiting;

    /// <summary>Sends bytes. When it ends, however it does, nobody reads the memory any more.</summary>
    /// <exception cref="IOException">The connection is closed.</exception>
    /// <exception cref="OperationCanceledException">So is the connection, as part of the bytes may have been read.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Append(bytes) is not { } returned)
            return;
        try
        {
            await using (cancellation.UnsafeRegister(static pipe => ((LendingPipe)pipe!).End(reason: null), this).ConfigureAwait(false))
                await returned.ConfigureAwait(false);
        }
        catch (IOException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>The writer sends no more. The reader still gets what has been copied, then the end; a reason it gets at once.</summary>
    public void End(Exception? reason)
    {
        lock (_gate)
        {
            if (_isEnded)
                return;
            (_isEnded, _reason) = (true, reason);
            _isBroken = _last is { IsLent: true };
            if (_isBroken && !_isReading)
                DropAll();
        }
        Wake();
    }

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        lock (_gate)
            return TryTake(out result);
    }

    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<ReadResult> waiting;
        lock (_gate)
        {
            if (TryTake(out ReadResult result))
                return new(result);
            waiting = _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return cancellationToken.CanBeCanceled ? WaitAsync(waiting, cancellationToken) : new(waiting.Task);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        lock (_gate)
        {
            if (_isAbandoned)
                return;
            if (!_isReading)
                throw new InvalidOperationException("Nothing was read that could be advanced over.");
            _isReading = false;
            _consumed = PlaceOf(consumed);
            _examined = Math.Max(_consumed, PlaceOf(examined));
            while (_first is { } piece && piece.End <= _consumed)
                DropFirst(failure: null);
            if (_isBroken)
                DropAll();
        }
    }

    /// <inheritdoc/>
    public override void CancelPendingRead()
    {
        lock (_gate)
            _isCanceled = true;
        Wake();
    }

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        lock (_gate)
        {
            _isAbandoned = true;
            DropAll();
        }
    }

    /// <summary>The end of a write that has to wait for the reader; null when it has been copied.</summary>
    private Task? Append(ReadOnlyMemory<byte> bytes)
    {
        LentPiece piece;
        lock (_gate)
        {
            if (_isEnded || _isAbandoned)
                throw Broken();
            if (bytes.IsEmpty)
                return null;
            bool isCopied = bytes.Length <= MostCopiedBytes && _copies < MostCopies;
            piece = isCopied ? LentPiece.CopyOf(bytes, _written) : LentPiece.Of(bytes, _written);
            _copies += isCopied ? 1 : 0;
            _written = piece.End;
            _last?.Append(piece);
            _last = piece;
            _first ??= piece;
        }
        Wake();
        return piece.Returned;
    }

    /// <summary>Gives whoever waits what there is to be had.</summary>
    private void Wake()
    {
        TaskCompletionSource<ReadResult>? waiting;
        ReadResult result = default;
        Exception? reason;
        lock (_gate)
        {
            waiting = _waiting;
            reason = _reason;
            if (waiting is null || (reason is null && !TryTake(out result)))
                return;
            _waiting = null;
        }
        if (reason is not null)
            waiting.SetException(reason);
        else
            waiting.SetResult(result);
    }

    private async ValueTask<ReadResult> WaitAsync(TaskCompletionSource<ReadResult> waiting, CancellationToken cancellation)
    {
        await using (cancellation.UnsafeRegister(_ => StopWaiting(waiting, cancellation), null).ConfigureAwait(false))
            return await waiting.Task.ConfigureAwait(false);
    }

    private void StopWaiting(TaskCompletionSource<ReadResult> waiting, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_waiting != waiting)
                return;
            _waiting = null;
        }
        waiting.SetCanceled(cancellation);
    }

    private bool TryTake(out ReadResult result)
    {
        if (_isReading || _isAbandoned)
            throw new InvalidOperationException("Another read is under way, or the reader is done.");
        if (_reason is not null)
            throw _reason;
        result = default;
        if (!_isCanceled && !_isEnded && _written == _examined)
            return false;
        result = new ReadResult(Unread(), _isCanceled, _isEnded);
        _read = _written;
        (_isReading, _isCanceled) = (true, false);
        return true;
    }

    private ReadOnlySequence<byte> Unread() => _first is null || _last is null
        ? ReadOnlySequence<byte>.Empty
        : new(_first, (int)(_consumed - _first.RunningIndex), _last, _last.Memory.Length);

    /// <summary>A place in nothing is the end of what was read then; more may have come since.</summary>
    private long PlaceOf(SequencePosition position) =>
        position.GetObject() is LentPiece piece ? piece.RunningIndex + position.GetInteger() : _read;

    private void DropAll()
    {
        while (_first is not null)
            DropFirst(Broken());
        _consumed = _examined = _written;
    }

    private void DropFirst(Exception? failure)
    {
        LentPiece piece = _first!;
        _first = piece.Following;
        if (_first is null)
            _last = null;
        _copies -= piece.IsLent ? 0 : 1;
        piece.GiveBack(failure);
    }

    private static IOException Broken() => new("The connection is closed.", new SocketException((int)SocketError.ConnectionReset));
}
