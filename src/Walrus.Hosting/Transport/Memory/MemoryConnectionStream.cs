using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>
/// The client's end of a connection inside a process. As with a socket, one call may read while one writes, and closing it ends both.
/// </summary>
/// <param name="answers">What the server sends.</param>
/// <param name="requests">What the server receives.</param>
/// <param name="closed">Called once, when this end is closed by either side.</param>
internal sealed class MemoryConnectionStream(PipeReader answers, LendingPipe requests, Action closed) : Stream
{
    private PipeUse _reading;
    private int _isClosed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends calls under way and refuses others. The server reads what it has been sent, then the reason, or the end when there is none.</summary>
    public void Close(Exception? reason)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;
        if (_reading.Close())
            answers.Complete();
        else
            answers.CancelPendingRead();
        requests.End(reason);
        closed();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_reading.TryBegin())
            throw Broken();
        try
        {
            ReadResult read = await answers.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.IsCanceled)
                throw Broken();
            // An empty buffer waits for data and takes none.
            int length = (int)Math.Min(read.Buffer.Length, buffer.Length);
            ReadOnlySequence<byte> taken = read.Buffer.Slice(0, length);
            taken.CopyTo(buffer.Span);
            answers.AdvanceTo(taken.End);
            return length;
        }
        finally
        {
            if (_reading.End())
                await answers.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        requests.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>What is written is on its way already.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush() { }

    /// <summary>No thread waits for a connection.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>No thread waits for a connection.</summary>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Close(reason: null);
        base.Dispose(disposing);
    }

    private static IOException Broken() => new("The connection is closed.", new SocketException((int)SocketError.ConnectionReset));
}
