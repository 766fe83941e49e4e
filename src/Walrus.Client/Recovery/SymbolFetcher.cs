using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.Reading;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;

namespace Walrus.Client.Recovery;

/// <summary>Gets symbols of one lost sliver from single nodes; none leaves here unverified, and wrong ones are blamed on their node.</summary>
internal sealed class SymbolFetcher(LostSliver lost, StorageNodeClients clients, BoundedWork work, NodeStanding standing, RecoveryTally tally)
{
    /// <summary>The symbols that the node has of those asked for, by their source.</summary>
    /// <exception cref="StorageNodeException">The node failed, has none, or gave something wrong.</exception>
    public async Task<IReadOnlyList<GeneralRecoverySymbol>> FetchAsync(CommitteeMember node, IReadOnlyList<SliverIndex> sources, CancellationToken cancellation)
    {
        int bytes = (int)Math.Min(int.MaxValue, sources.Count * RecoveryCost.OfSymbol(lost.Metadata));
        using NodeStanding.Watch watch = standing.Begin(node, bytes);
        try
        {
            // Proofs along the other axis: if the sliver turns out to be inconsistent, they show it (data plane 11.2).
            SymbolFilter filter = new SymbolFilter.Cells([.. sources.Select(lost.CellWith)], lost.Axis.Orthogonal());
            using PooledBytes body = await clients.For(node.Url)
                .GetRecoverySymbolsAsync(lost.Metadata.BlobId, filter, lost.Metadata.SymbolSize, cancellation).ConfigureAwait(false);
            tally.Read(body.Memory.Length);
            GeneralRecoverySymbol[] symbols = await work.RunAsync(() => Verify(node, sources, body.Memory.Span), cancellation).ConfigureAwait(false);
            watch.Succeeded();
            return symbols;
        }
        catch (StorageNodeException e)
        {
            standing.Failed(node, lost.Metadata.BlobId, pair: null, lost.Axis, e);
            throw;
        }
    }

    private GeneralRecoverySymbol[] Verify(CommitteeMember node, IReadOnlyList<SliverIndex> sources, ReadOnlySpan<byte> body)
    {
        try
        {
            BcsReader reader = new(body);
            GeneralRecoverySymbol[] symbols = reader.Vector<GeneralRecoverySymbol>();
            reader.End();
            HashSet<SliverIndex> asked = [.. sources];
            foreach (GeneralRecoverySymbol symbol in symbols)
            {
                SymbolVerifier.Verify(symbol, lost.Axis, lost.Index, lost.Metadata);
                if (symbol.TargetAxis != lost.Axis || !asked.Remove(symbol.SourceIndex))
                    throw new BcsException($"symbol {symbol.Id} was not asked for");
            }

            return symbols;
        }
        catch (ProtocolException e)
        {
            throw new InvalidNodeAnswerException(
                node.Url, $"The symbols of {lost.Axis} sliver {lost.Index} of blob {lost.Metadata.BlobId} are wrong: {e.Message}", e);
        }
    }
}
