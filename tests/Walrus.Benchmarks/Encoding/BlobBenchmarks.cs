using BenchmarkDotNet.Attributes;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Benchmarks.Encoding;

/// <summary>Whole blobs at 1000 shards, one thread, slivers discarded. Decoding has none of the slivers that are slices of the blob.</summary>
[WarmupCount(3), IterationCount(15)]
public class BlobBenchmarks
{
    private static readonly RedStuffParameters Parameters = new(1000);
    private static readonly BlobEncoder Encoder = new(Parameters);
    private readonly ISliverSink _nowhere = new Nowhere();
    private MemoryBlobSource _source = new(default);
    private MemoryBlobTarget _target = new(default);
    private Sliver[] _slivers = [];
    private VerifiedBlobMetadata? _metadata;

    /// <summary>Bytes of the blob.</summary>
    [Params(445_000, 1_000_000, 10_000_000, 32_000_000, 256 << 20)]
    public int Size { get; set; }

    /// <summary>A random blob, and the primary slivers furthest from it.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        byte[] bytes = new byte[Size];
        new Random(1).NextBytes(bytes);
        _source = new MemoryBlobSource(bytes);
        _target = new MemoryBlobTarget(new byte[Size]);
        int lost = Parameters.Shards - Parameters.PrimarySymbols;
        SliverPairIndex[] pairs = [.. Enumerable.Range(lost, Parameters.PrimarySymbols).Select(p => new SliverPairIndex(p))];
        MemorySliverSink sink = new(Parameters, Size, pairs);
        Encoder.EncodeSlivers(_source, pairs, sink);
        _slivers = [.. pairs.Select(pair => sink[pair, Axis.Primary])];
        _metadata = Encoder.ComputeMetadata(_source);
    }

    [Benchmark]
    public VerifiedBlobMetadata Id() => Encoder.ComputeMetadata(_source);

    [Benchmark]
    public VerifiedBlobMetadata Encode() => Encoder.Encode(_source, _nowhere);

    [Benchmark]
    public void Decode() => new BlobDecoder(_metadata!).Decode(_slivers, _target, ConsistencyCheck.Skip);

    [Benchmark]
    public SliverFault[] Verify_334_slivers() => SliverVerifier.Check(_slivers, _metadata!);

    private sealed class Nowhere : ISliverSink
    {
        public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes) { }
    }
}
