using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Cli.Benchmarks;

/// <summary>The operations that can be measured: a generated source, and sinks that discard.</summary>
internal static class Operations
{
    public const string Encode = "encode";
    public const string Decode = "decode";
    public const string BlobId = "blob-id";

    /// <summary>The operation of a plan, everything prepared, so that calling it is the operation and nothing else.</summary>
    public static Action Prepare(BenchPlan plan, EncodingOptions options)
    {
        BlobEncoder encoder = new(plan.Parameters);
        GeneratedBlobSource source = new(plan.Size);
        DiscardingSliverSink sink = new();
        return plan.Operation switch
        {
            Encode => () => encoder.Encode(source, sink, options),
            BlobId => () => encoder.ComputeMetadata(source, options),
            Decode => PrepareDecoding(encoder, source, options),
            _ => throw new ArgumentOutOfRangeException(nameof(plan)),
        };
    }

    /// <summary>The erasure code of all slivers without any hash.</summary>
    public static Action PrepareCode(BenchPlan plan, EncodingOptions options)
    {
        BlobEncoder encoder = new(plan.Parameters);
        GeneratedBlobSource source = new(plan.Size);
        SliverPairIndex[] pairs = [.. Enumerable.Range(0, plan.Parameters.Shards).Select(p => new SliverPairIndex(p))];
        return () => encoder.EncodeSlivers(source, pairs, new DiscardingSliverSink(), options);
    }

    // From primary slivers that hold as little of the blob itself as there is: none, where the shards allow it.
    private static Action PrepareDecoding(BlobEncoder encoder, GeneratedBlobSource source, EncodingOptions options)
    {
        PrimarySliverSink sink = new(encoder.Parameters, source.Length, encoder.Parameters.PrimarySymbols);
        encoder.EncodeSlivers(source, sink.Pairs, sink, options);
        VerifiedBlobMetadata metadata = encoder.ComputeMetadata(source, options);
        BlobDecoder decoder = new(metadata);
        DiscardingBlobTarget target = new(source) { Compares = true };
        decoder.Decode(sink.Slivers, target, ConsistencyCheck.Skip, options);
        target.Compares = false;
        return () => decoder.Decode(sink.Slivers, target, ConsistencyCheck.Skip, options);
    }
}
