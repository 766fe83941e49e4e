using System.Runtime.CompilerServices;
using Walrus.Client.Ledger;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;

namespace Walrus.Client.LightClient;

/// <summary>
/// The blocks of a ledger that a gateway serves, as far as its committees have signed them: from the genesis, hand-over by hand-over, to the
/// newest checkpoint. Nothing is given out that does not lie, by the hashes of its successors, under a committee's signature. For one reader
/// at a time.
/// </summary>
public sealed class CertifiedChain
{
    private const long CachedBytes = 16 << 20;

    private readonly LedgerClient _ledger;
    private readonly NetworkId _network;
    private readonly ICertificateVerifier _certificates;

    // Signed headers in order of height: one for each hand-over, and the newest checkpoint.
    private readonly List<(ulong Height, Bytes32 Hash)> _signed = [];
    private CommitteeRoster _committee;
    private bool _endsWithCheckpoint;

    /// <summary>The chain of a network's ledger.</summary>
    /// <exception cref="Walrus.Ledger.Errors.LedgerException">No network can start from this genesis.</exception>
    public CertifiedChain(LedgerClient ledger, Genesis genesis, ICertificateVerifier? certificates = null)
    {
        _ledger = ledger;
        _network = NetworkId.Of(genesis);
        _certificates = certificates ?? new CertificateVerifier();
        _committee = CommitteeRoster.First(genesis);
    }

    /// <summary>Height of the newest block that a committee is known to have signed.</summary>
    public ulong Height => _signed is [.., var newest] ? newest.Height : 0;

    /// <summary>Asks for the newest checkpoint and verifies it, with the hand-overs up to its committee. Returns <see cref="Height"/>.</summary>
    /// <exception cref="LedgerApiException">The gateway cannot be reached, or refuses.</exception>
    /// <exception cref="InvalidProofException">What it gave was not signed by the committee.</exception>
    public async Task<ulong> AdvanceAsync(CancellationToken cancellation = default)
    {
        if (await FindAsync(() => _ledger.GetCheckpointAsync(cancellation)).ConfigureAwait(false) is not { } newest || newest.Header.Height <= Height)
            return Height;
        while (_committee.Epoch < newest.Header.Epoch)
        {
            if (await FindAsync(() => _ledger.GetHandoverAsync(_committee.Epoch, cancellation)).ConfigureAwait(false) is not { } handover)
                return Height;
            handover.Verify(_committee, _certificates);
            Add(handover.Checkpoint, isHandover: true);
            _committee = handover.Next;
        }

        if (newest.Header.Height > Height)
        {
            newest.Verify(_committee, _certificates);
            Add(newest, isHandover: false);
        }

        return Height;
    }

    /// <summary>The signed blocks from a height of at least 1 on, in order. The first is not held against the one before it, which its reader knows.</summary>
    /// <exception cref="LedgerApiException">The gateway cannot be reached, or refuses.</exception>
    /// <exception cref="InvalidProofException">A block that the gateway gave is not the one that was signed.</exception>
    public async IAsyncEnumerable<Block> ReadAsync(ulong from, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach ((ulong height, Bytes32 hash) in _signed.ToArray())
        {
            if (height < from)
                continue;
            (List<Bytes32> hashes, List<Block> cached) = await WalkAsync(from, height, hash, cancellation).ConfigureAwait(false);
            for (int i = 0; i < hashes.Count; i++)
                yield return i < cached.Count ? cached[i] : await FetchAgainAsync(from + (ulong)i, hashes[i], cancellation).ConfigureAwait(false);
            from = height + 1;
        }
    }

    /// <summary>Walks up to a signed block and returns the hashes on the way, all of which it stands for, and the first blocks.</summary>
    private async Task<(List<Bytes32> Hashes, List<Block> Cached)> WalkAsync(ulong from, ulong to, Bytes32 signed, CancellationToken cancellation)
    {
        List<Bytes32> hashes = [];
        List<Block> cached = [];
        long bytes = 0;
        for (ulong height = from; height <= to; height++)
        {
            Block block = await _ledger.GetBlockAsync(height, cancellation).ConfigureAwait(false);
            if (block.Header.Network != _network || block.Header.Height != height || hashes is [.., Bytes32 before] && block.Header.Previous != before)
                throw Unsigned(height);
            hashes.Add(block.Header.ComputeHash());
            bytes += block.Transactions.Sum(static transaction => (long)transaction.Transaction.Bytes.Length);
            if (bytes < CachedBytes && cached.Count == hashes.Count - 1)
                cached.Add(block);
        }

        return hashes[^1] == signed ? (hashes, cached) : throw Unsigned(to);
    }

    private async Task<Block> FetchAgainAsync(ulong height, Bytes32 hash, CancellationToken cancellation)
    {
        Block block = await _ledger.GetBlockAsync(height, cancellation).ConfigureAwait(false);
        return block.Header.ComputeHash() == hash ? block : throw Unsigned(height);
    }

    private void Add(Checkpoint checkpoint, bool isHandover)
    {
        // A checkpoint that a later one stands for need not be kept, except that each committee's last leads to the next.
        if (_endsWithCheckpoint)
            _signed.RemoveAt(_signed.Count - 1);
        _signed.Add((checkpoint.Header.Height, checkpoint.Header.ComputeHash()));
        _endsWithCheckpoint = !isHandover;
    }

    private static async Task<T?> FindAsync<T>(Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (LedgerApiException missing) when (missing.Code == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static InvalidProofException Unsigned(ulong height) =>
        new(ProofFault.WrongMessage, $"The block that the gateway gives at height {height} is not the one that the committee signed.");
}
