namespace Walrus.Gateway.Development;

/// <summary>What the development controls can do to the storage nodes of this process (interfaces 4).</summary>
public interface INodeControls
{
    /// <summary>The nodes, in order of their index.</summary>
    Task<IReadOnlyList<ControlledNode>> ListAsync(CancellationToken cancellation);

    /// <summary>The node answers nothing from now on. False: there is no node of this index.</summary>
    Task<bool> StopAsync(int index, CancellationToken cancellation);

    /// <summary>The node answers again. False: there is no node of this index.</summary>
    Task<bool> StartAsync(int index, CancellationToken cancellation);

    /// <summary>Damages what the node stores, or how it answers. False: there is no node of this index.</summary>
    /// <exception cref="NotSupportedException">The node's store cannot be made to rot.</exception>
    Task<bool> InjectAsync(int index, NodeFault fault, CancellationToken cancellation);
}

/// <summary>A storage node as the development controls show it.</summary>
/// <param name="Index">Position in the genesis.</param>
/// <param name="NodeId">Its object on the ledger, as text.</param>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="State"><c>running</c> or <c>stopped</c>.</param>
/// <param name="Shards">Its shards in the current committee.</param>
/// <param name="Status">Where it stands, in the words of HTTP interfaces 7.7; null while it is stopped.</param>
/// <param name="Backlog">Certified blobs of which it lacks something; null while it is stopped.</param>
public sealed record ControlledNode(int Index, string NodeId, string Name, Uri Url, string State, IReadOnlyList<int> Shards, string? Status, int? Backlog);
