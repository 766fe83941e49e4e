using System.Net;
using Walrus.Grains.Nodes;

namespace Walrus.Hosting.Transport;

/// <summary>A storage node of this process and where it listens.</summary>
/// <param name="Node">The node.</param>
/// <param name="Endpoint">Address and port of its listener.</param>
public sealed record HostedNode(LocalNode Node, IPEndPoint Endpoint);
