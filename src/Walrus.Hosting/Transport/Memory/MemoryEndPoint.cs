using System.Net;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>Where a listener of this process is reached in memory: by the host and port under which everybody else reaches it by TCP.</summary>
/// <param name="authority">Host and port.</param>
internal sealed class MemoryEndPoint(string authority) : EndPoint
{
    /// <summary>Host and port.</summary>
    public string Authority => authority;

    /// <inheritdoc/>
    public override string ToString() => $"{authority} (memory)";
}
