using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>The listeners of a process that its own clients reach through memory: no system call, and no copy of what is large on its way to the server.</summary>
internal sealed class MemoryListeners : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly ConcurrentDictionary<string, MemoryListener> _open = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is MemoryEndPoint;

    /// <inheritdoc/>
    /// <exception cref="AddressInUseException">Somebody listens there.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        MemoryEndPoint place = (MemoryEndPoint)endpoint;
        MemoryListener listener = new(place, Remove);
        if (!_open.TryAdd(place.Authority, listener))
            throw new AddressInUseException($"{place} has a listener already.");
        return new(listener);
    }

    /// <summary>Connects to a listener of this process; null when none listens there.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It has stopped, or as many as it may keep waiting are waiting.</exception>
    public Stream? Connect(DnsEndPoint place) =>
        _open.TryGetValue($"{place.Host}:{place.Port}", out MemoryListener? listener) ? listener.Connect() : null;

    private void Remove(MemoryListener listener) => _open.TryRemove(new(listener.EndPoint.Authority, listener));
}
