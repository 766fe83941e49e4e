using System.Collections.Concurrent;
using Walrus.Core.Parameters;

namespace Walrus.Client.StorageNodes;

/// <summary>The clients of all storage nodes that one process talks to, made when they are first asked for. Safe for concurrent use.</summary>
public sealed class StorageNodeClients
{
    private readonly IStorageNodeConnector _connector;
    private readonly RedStuffParameters _parameters;
    private readonly TimeProvider _time;
    private readonly StorageNodeClientOptions _options;
    private readonly ConcurrentDictionary<Uri, StorageNodeClient> _clients = new();

    /// <summary>Clients over a connector, for a network with these parameters.</summary>
    public StorageNodeClients(
        IStorageNodeConnector connector, RedStuffParameters parameters, TimeProvider time, StorageNodeClientOptions? options = null)
    {
        _connector = connector;
        _parameters = parameters;
        _time = time;
        _options = options ?? new StorageNodeClientOptions();
    }

    /// <summary>The client of the node at this base URL.</summary>
    public StorageNodeClient For(Uri nodeUrl) => _clients.GetOrAdd(nodeUrl, Create);

    private StorageNodeClient Create(Uri nodeUrl)
    {
        string address = nodeUrl.AbsoluteUri;
        HttpClient http = new(_connector.HandlerFor(nodeUrl), disposeHandler: false)
        {
            // Relative paths replace what follows the last slash.
            BaseAddress = address.EndsWith('/') ? nodeUrl : new Uri(address + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return new StorageNodeClient(http, _parameters, _time, _options);
    }
}
