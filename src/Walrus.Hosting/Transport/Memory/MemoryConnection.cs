using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>
/// A connection inside a process: a pipe each way, to the server one that lends and does not copy. This is the end of the web server;
/// <see cref="Client"/> is the other one. What one end has sent arrives before its close does; an abort arrives at once.
/// </summary>
internal sealed class MemoryConnection : DefaultConnectionContext, IMemoryPoolFeature
{
    private const int MostUnreadBytes = 1 << 20;
    private const int BlockBytes = 64 << 10;

    /// <summary>Of the way to the client. Neither end ever runs on the other's thread.</summary>
    private static readonly PipeOptions Options = new(
        ConnectionMemory.OfProcess, PipeScheduler.ThreadPool, PipeScheduler.ThreadPool,
        MostUnreadBytes, MostUnreadBytes / 2, BlockBytes, useSynchronizationContext: false);

    private static long s_last;

    private readonly CancellationTokenSource _closed = new();
    private readonly Ends _own;

    /// <summary>A connection to the listener at this place.</summary>
    public MemoryConnection(MemoryEndPoint place)
        : base(string.Create(CultureInfo.InvariantCulture, $"memory-{Interlocked.Increment(ref s_last)}"))
    {
        LendingPipe requests = new();
        Pipe answers = new(Options);
        Client = new MemoryConnectionStream(answers.Reader, requests, FireClosed);
        // The server may put other pipes in the place of these while it serves.
        Transport = _own = new Ends(requests, answers.Writer);
        LocalEndPoint = RemoteEndPoint = place;
        ConnectionClosed = _closed.Token;
        Features.Set<IMemoryPoolFeature>(this);
    }

    /// <summary>The end of the client.</summary>
    public MemoryConnectionStream Client { get; }

    /// <inheritdoc/>
    public System.Buffers.MemoryPool<byte> MemoryPool => ConnectionMemory.OfProcess;

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => Client.Close(abortReason);

    /// <summary>The server is done with it: the client reads what it has been sent, then the end.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _own.Input.CompleteAsync();
        await _own.Output.CompleteAsync();
        await base.DisposeAsync();
    }

    /// <summary>Not on the caller's thread, as what listens to it belongs to the server.</summary>
    private void FireClosed() =>
        ThreadPool.UnsafeQueueUserWorkItem(static closed => closed.Cancel(), _closed, preferLocal: false);

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
