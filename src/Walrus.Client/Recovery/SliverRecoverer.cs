using Walrus.Client.Committees;
using Walrus.Client.Reading;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;

namespace Walrus.Client.Recovery;

/// <summary>
/// Gets lost slivers back one by one from symbols of other nodes, and believes none of them (data plane 11). About one sliver's worth is
/// read for each, not the whole blob. One per process; safe for concurrent use.
/// </summary>
public sealed class SliverRecoverer
{
    private readonly StorageNodeClients _clients;
    private readonly BoundedWork _work;
    private readonly TimeProvider _time;
    private readonly NodeStanding _standing;

    /// <summary>A recoverer.</summary>
    /// <param name="clients">The nodes.</param>
    /// <param name="work">Where symbols are verified and slivers decoded.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tally">Counts what is read and recovered.</param>
    /// <param name="options">When an answer is slow, and for how long nodes that failed are asked last.</param>
    /// <param name="observer">Is told of nodes that fail.</param>
    public SliverRecoverer(
        StorageNodeClients clients, BoundedWork work, TimeProvider time, RecoveryTally tally,
        BlobReaderOptions? options = null, INodeObserver? observer = null)
    {
        _clients = clients;
        _work = work;
        _time = time;
        _standing = new NodeStanding(options ?? new BlobReaderOptions(), time, observer);
        Tally = tally;
    }

    /// <summary>What it has cost so far.</summary>
    public RecoveryTally Tally { get; }

    /// <summary>The sliver, verified.</summary>
    /// <param name="lost">Which.</param>
    /// <param name="committee">The nodes that hold the blob.</param>
    /// <param name="self">The node that lost it; it is not asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BlobUnavailableException">Too few nodes give symbols.</exception>
    /// <exception cref="InconsistentSliverException">The blob was written incorrectly; the exception has the proof.</exception>
    public async Task<Sliver> RecoverAsync(LostSliver lost, CommitteeSnapshot committee, ObjectId self, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lost);
        ArgumentNullException.ThrowIfNull(committee);
        SymbolFetcher fetcher = new(lost, _clients, _work, _standing, Tally);
        SymbolGathering gathering = new(lost, fetcher, lost.Sources(committee, self, _standing.IsSuspect), _standing.Patience(bytes: 0), _time);
        IReadOnlyCollection<GeneralRecoverySymbol> symbols = await gathering.RunAsync(cancellation).ConfigureAwait(false)
            ?? throw new BlobUnavailableException(
                lost.Metadata.BlobId, $"{gathering.Count} of {lost.Needed} symbols of {lost.Axis} sliver {lost.Index} can be had", gathering.Failures);
        Sliver sliver = await _work.RunAsync(() => Decode(lost, symbols), cancellation).ConfigureAwait(false);
        Tally.Recovered(lost.Metadata, lost.Axis);
        return sliver;
    }

    private static Sliver Decode(LostSliver lost, IReadOnlyCollection<GeneralRecoverySymbol> symbols)
    {
        IEnumerable<DecodingSymbol> verified = symbols.Select(static symbol => symbol.Symbol);
        Sliver sliver = SliverRecovery.Decode(verified, lost.Axis, lost.Index, lost.Metadata.SymbolSize, lost.Metadata.Parameters);
        // Symbols were verified as they came in. If the whole is wrong all the same, the long way makes the proof of that.
        return SliverVerifier.Check([sliver], lost.Metadata)[0] == SliverFault.None
            ? sliver
            : SliverRecovery.Recover(symbols, lost.Axis, lost.Index, lost.Metadata);
    }
}
