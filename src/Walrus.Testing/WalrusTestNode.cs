using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Founding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Gateway.Development;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Transactions;
using Walrus.Storage.Slivers;

namespace Walrus.Testing;

/// <summary>A storage node of a test network.</summary>
public sealed class WalrusTestNode
{
    private const ulong StakingUnit = 1_000_000_000;

    private readonly WalrusNetwork _network;

    internal WalrusTestNode(WalrusNetwork network, int index) => (_network, Index) = (network, index);

    /// <summary>Position among the network's nodes; first those of the genesis.</summary>
    public int Index { get; }

    /// <summary>Its disk.</summary>
    public ISliverStore Store => _network.StoreOf(Index);

    /// <summary>From now on it refuses connections and signs nothing.</summary>
    public Task StopAsync() => Controls.StopAsync(Index, CancellationToken.None);

    /// <summary>It answers again, and catches up on what it missed.</summary>
    public Task StartAsync() => Controls.StartAsync(Index, CancellationToken.None);

    /// <summary>Damages what it stores, or how it answers from now on.</summary>
    public Task InjectAsync(NodeFault fault) => Controls.InjectAsync(Index, fault, CancellationToken.None);

    /// <summary>Services of the silo that hosts it.</summary>
    public IServiceProvider Services => _network.ServicesOfNode(Index);

    /// <summary>What it says of itself.</summary>
    public Task<NodeReport> ReportAsync() =>
        _network.ServicesOfNode(Index).GetRequiredService<IGrainFactory>().GetGrain<INodeGrain>($"node-{Index}").ReportAsync();

    /// <summary>Its operator's name for it.</summary>
    public string Name => NetworkFounder.NodeName(Index);

    /// <summary>The node on the ledger.</summary>
    /// <exception cref="InvalidOperationException">It has not registered.</exception>
    public ObjectId Id => _network.Ledger.Read(machine => machine.Nodes().FirstOrDefault(node => node.Name == Name))?.Id
        ?? throw new InvalidOperationException($"{Name} is not registered.");

    /// <summary>The shards it has in the current committee.</summary>
    public int Weight
    {
        get
        {
            ObjectId id = Id;
            return _network.Ledger.Read(machine => machine.CurrentCommittee.Find(id)?.Weight ?? 0);
        }
    }

    /// <summary>Enters a newcomer on the ledger, for stakers to find.</summary>
    public async Task RegisterAsync(NodeVotes votes, ushort commissionBp = 0)
    {
        using Ed25519Account account = _network.Keys.Account(Name);
        await _network.Holder.PayAsync(account.Address, StakingUnit);
        BlsSecretKey key = _network.Keys.Protocol(Name);
        Epoch epoch = _network.Ledger.Read(static machine => machine.Epoch);
        string url = WalrusNetwork.UrlOf(Index).ToString().TrimEnd('/');
        await SubmitAsync(new RegisterNode(
            new NodeProfile(Name, url, ReadOnlyMemory<byte>.Empty, NodeMetadata.Empty),
            key.PublicKey,
            ProofOfPossession.Prove(key, epoch, account.Address).Bytes,
            commissionBp,
            votes));
    }

    /// <summary>Changes its votes on prices and capacity.</summary>
    public Task VoteAsync(NodeVotes votes) => SubmitAsync(new SetNodeVotes(Id, votes));

    /// <summary>Takes no more stake.</summary>
    public Task RetireAsync() => SubmitAsync(new RetireNode(Id));

    /// <summary>Does a command as the node's operator.</summary>
    public Task<TransactionEffects> SubmitAsync(Command command) =>
        _network.SubmitterOf(_network.Keys.Account(Name)).SubmitAsync(new TransactionBuilder().Add(command));

    private INodeControls Controls => _network.ServicesOfNode(Index).GetRequiredService<INodeControls>();
}
