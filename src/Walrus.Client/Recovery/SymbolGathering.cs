using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;

namespace Walrus.Client.Recovery;

/// <summary>
/// Collects exactly as many symbols of a sliver as it takes, each node asked once for all that it is to give. Other nodes stand in
/// for what a node fails to give, and for nodes that are slow as well.
/// </summary>
internal sealed class SymbolGathering(LostSliver lost, SymbolFetcher fetcher, IEnumerable<SymbolSource> sources, TimeSpan slowAfter, TimeProvider time)
{
    // Keeps the request line far below what servers take.
    private const int SymbolsPerRequest = 256;

    private readonly Dictionary<SliverIndex, GeneralRecoverySymbol> _held = lost.Own.Take(lost.Needed).ToDictionary(static symbol => symbol.SourceIndex);
    private readonly LinkedList<SymbolSource> _waiting = new(sources);
    private readonly List<Request> _running = [];

    /// <summary>What the nodes that failed failed with.</summary>
    public List<StorageNodeException> Failures { get; } = [];

    /// <summary>How many symbols are here.</summary>
    public int Count => _held.Count;

    /// <summary>The symbols, or null when the nodes do not give enough.</summary>
    public async Task<IReadOnlyCollection<GeneralRecoverySymbol>?> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Ask(stop.Token);
            while (_held.Count < lost.Needed && _running.Count > 0)
                await TakeNextAsync(stop.Token).ConfigureAwait(false);
            return _held.Count == lost.Needed ? _held.Values : null;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (Request request in _running)
                await ((Task)request.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TakeNextAsync(CancellationToken cancellation)
    {
        Task first;
        try
        {
            first = await Task.WhenAny(_running.Select(static request => request.Answer)).WaitAsync(slowAfter, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Those under way may still answer; others are asked beside them.
            _running.ForEach(static request => request.IsSlow = true);
            Ask(cancellation);
            return;
        }

        Request done = _running.First(request => request.Answer == first);
        _running.Remove(done);
        try
        {
            foreach (GeneralRecoverySymbol symbol in await done.Answer.ConfigureAwait(false))
            {
                if (_held.Count < lost.Needed)
                    _held.TryAdd(symbol.SourceIndex, symbol);
            }
        }
        catch (StorageNodeException e)
        {
            Failures.Add(e);
            if (e is not StorageNodeRefusedException { IsTransient: false })
                GiveUp(done.Node);
        }

        Ask(cancellation);
    }

    /// <summary>A node that is away or lies is not asked for its other symbols either.</summary>
    private void GiveUp(CommitteeMember node)
    {
        LinkedListNode<SymbolSource>? next;
        for (LinkedListNode<SymbolSource>? source = _waiting.First; source is not null; source = next)
        {
            next = source.Next;
            if (source.Value.Node.NodeId == node.NodeId)
                _waiting.Remove(source);
        }
    }

    /// <summary>Asks for what is neither here nor under way at nodes that are not slow.</summary>
    private void Ask(CancellationToken cancellation)
    {
        HashSet<SliverIndex> expected = [.. _held.Keys, .. _running.Where(static request => !request.IsSlow).SelectMany(static request => request.Sources)];
        List<SymbolSource> next = [];
        for (LinkedListNode<SymbolSource>? node = _waiting.First; node is not null && expected.Count < lost.Needed;)
        {
            LinkedListNode<SymbolSource> candidate = node;
            node = node.Next;
            if (!expected.Add(candidate.Value.Index))
                continue;
            next.Add(candidate.Value);
            _waiting.Remove(candidate);
        }

        foreach (IGrouping<Uri, SymbolSource> group in next.GroupBy(static source => source.Node.Url))
        {
            CommitteeMember holder = group.First().Node;
            foreach (SliverIndex[] chunk in group.Select(static source => source.Index).Chunk(SymbolsPerRequest))
                _running.Add(new Request(holder, chunk, fetcher.FetchAsync(holder, chunk, cancellation)));
        }
    }

    private sealed class Request(CommitteeMember node, SliverIndex[] sources, Task<IReadOnlyList<GeneralRecoverySymbol>> answer)
    {
        public CommitteeMember Node => node;

        public SliverIndex[] Sources => sources;

        public Task<IReadOnlyList<GeneralRecoverySymbol>> Answer => answer;

        public bool IsSlow { get; set; }
    }
}
