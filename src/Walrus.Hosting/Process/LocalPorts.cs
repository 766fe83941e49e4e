using System.Net;
using System.Net.Sockets;
using Walrus.Hosting.Options;

namespace Walrus.Hosting.Process;

/// <summary>Ports of this machine.</summary>
internal static class LocalPorts
{
    /// <summary>Says which option to change when a port is taken, before anything else has started.</summary>
    /// <exception cref="OptionException">The port cannot be listened on.</exception>
    public static void RequireFree(IPEndPoint endpoint, string option)
    {
        try
        {
            using TcpListener probe = new(endpoint);
            probe.Start();
        }
        catch (SocketException taken)
        {
            throw new OptionException($"{option}: cannot listen on {endpoint}: {taken.Message}.");
        }
    }

    /// <summary>A port that nobody listens on, for the one silo of a process that no other silo joins.</summary>
    public static int FindFree()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
