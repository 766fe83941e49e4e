using System.Net;
using System.Net.Sockets;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>Where a listener of this process is reached in memory: by the host and port under which everybody else reaches it by TCP.</summary>
/// <param name="authority">Host and port.</param>
internal sealed class MemoryEndPoint(string authority) : EndPoint
{
    /// <summary>Host and port.</summary>
    public string Authority => authority;

    /// <summary>None: it is no address of a network.</summary>
    public override AddressFamily AddressFamily => AddressFamily.Unspecified;

    /// <inheritdoc/>
    public override string ToString() => $"{authority} (memory)";
}
