using System.Security.Cryptography;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Slivers;

/// <summary>SHA-256 over all slivers of a blob, to compare two implementations.</summary>
/// <param name="AllPrimaryData">Over the data of the primary slivers, in the order of their indices.</param>
/// <param name="AllSecondaryData">Over the data of the secondary slivers, in the order of their indices.</param>
/// <param name="AllPairsBcs">Over the BCS forms of primary and secondary sliver, pair by pair.</param>
internal sealed record SliverDigests(string AllPrimaryData, string AllSecondaryData, string AllPairsBcs)
{
    // A batch of slivers at a time: blobs that expand to less are encoded once, others as often as it takes.
    private const long BatchBytes = 128L << 20;

    /// <summary>Encodes a blob, without hashing it, to take the digests; about <paramref name="batchBytes"/> of slivers at a time.</summary>
    public static SliverDigests Compute(BlobEncoder encoder, IBlobSource source, EncodingOptions options, long batchBytes = BatchBytes)
    {
        RedStuffParameters parameters = encoder.Parameters;
        long pairBytes = parameters.SliverLength(Axis.Primary, source.Length) + (long)parameters.SliverLength(Axis.Secondary, source.Length);
        int pairs = (int)Math.Clamp(batchBytes / pairBytes, 1, parameters.Shards);
        SliverBatch batch = new(parameters, source.Length, pairs);
        int[] starts = [.. Enumerable.Range(0, (parameters.Shards + pairs - 1) / pairs).Select(i => i * pairs)];
        using PairDigests digests = new(parameters, source.Length);
        foreach (int first in starts)
        {
            batch.Load(encoder, source, first, Math.Min(first + pairs, parameters.Shards), options);
            digests.AppendPairs(batch);
        }

        // Secondary slivers count from the last pair down; the last batch is still there.
        foreach (int first in starts.Reverse())
        {
            if (batch.Pairs.Start.Value != first)
                batch.Load(encoder, source, first, first + pairs, options);
            digests.AppendSecondary(batch);
        }

        return digests.Finish();
    }

    private sealed class PairDigests(RedStuffParameters parameters, long blobSize) : IDisposable
    {
        private readonly IncrementalHash _primary = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IncrementalHash _secondary = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IncrementalHash _pairs = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly int _symbolSize = parameters.SymbolSize(blobSize);

        public void AppendPairs(SliverBatch batch)
        {
            for (int p = batch.Pairs.Start.Value; p < batch.Pairs.End.Value; p++)
            {
                SliverPairIndex pair = new(p);
                _primary.AppendData(batch.Data(pair, Axis.Primary));
                AppendBcs(batch, pair, Axis.Primary);
                AppendBcs(batch, pair, Axis.Secondary);
            }
        }

        public void AppendSecondary(SliverBatch batch)
        {
            for (int p = batch.Pairs.End.Value - 1; p >= batch.Pairs.Start.Value; p--)
                _secondary.AppendData(batch.Data(new SliverPairIndex(p), Axis.Secondary));
        }

        public SliverDigests Finish() => new(Hex(_primary), Hex(_secondary), Hex(_pairs));

        /// <inheritdoc/>
        public void Dispose()
        {
            _primary.Dispose();
            _secondary.Dispose();
            _pairs.Dispose();
        }

        private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());

        private void AppendBcs(SliverBatch batch, SliverPairIndex pair, Axis axis)
        {
            byte[] data = batch.Data(pair, axis);
            _pairs.AppendData(SliverFormat.Header(data.Length));
            _pairs.AppendData(data);
            _pairs.AppendData(SliverFormat.Trailer(_symbolSize, parameters.SliverOf(pair, axis)));
        }
    }
}
