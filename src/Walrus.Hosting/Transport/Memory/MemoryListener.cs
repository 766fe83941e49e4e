using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>Hands the web server the connections that clients of the same process make.</summary>
/// <param name="place">Where it listens.</param>
/// <param name="closing">It listens no more.</param>
internal sealed class MemoryListener(MemoryEndPoint place, Action<MemoryListener> closing) : IConnectionListener
{
    private const int MostWaiting = 128;

    private readonly Channel<MemoryConnection> _waiting = Channel.CreateBounded<MemoryConnection>(MostWaiting);

    /// <summary>Where it listens.</summary>
    public MemoryEndPoint EndPoint => place;

    EndPoint IConnectionListener.EndPoint => place;

    /// <summary>The client's end of a new connection.</summary>
    /// <exception cref="SocketException">It has stopped, or too many wait: refused.</exception>
    public Stream Connect()
    {
        MemoryConnection connection = new(place);
        return _waiting.Writer.TryWrite(connection) ? connection.Client : throw new SocketException((int)SocketError.ConnectionRefused);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_waiting.Reader.TryRead(out MemoryConnection? connection))
                return connection;
        }
        return null;
    }

    /// <summary>Refuses from now on, and breaks what nobody has accepted.</summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        closing(this);
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out MemoryConnection? connection))
        {
            connection.Abort(new ConnectionAbortedException("The listener has stopped."));
            await connection.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => UnbindAsync();
}
