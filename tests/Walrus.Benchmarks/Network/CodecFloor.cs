using System.Diagnostics;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Benchmarks.Network;

/// <summary>
/// What no store can do without: encoding a blob once, and verifying each of its slivers once, with nothing beside it.
/// </summary>
internal sealed class CodecFloor
{
    private const int WarmUps = 40;
    private const int Rounds = 20;

    private readonly BlobEncoder _encoder;
    private readonly MemoryBlobSource _source;
    private readonly MemorySliverSink _sink;
    private readonly EncodingOptions _alone = new() { MaxDegreeOfParallelism = 1 };

    private CodecFloor(int shards, int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        _source = new MemoryBlobSource(bytes);
        _encoder = new BlobEncoder(new RedStuffParameters(shards));
        _sink = new MemorySliverSink(_encoder.Parameters, size);
    }

    /// <summary>Measures on one processor, then on all of them at the same time.</summary>
    public static CodecFigures Measure(int shards, int size)
    {
        CodecFloor[] floors = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new CodecFloor(shards, size))];
        VerifiedBlobMetadata metadata = floors[0].Encode();
        TimeSpan encode = ProcessorTime(() => floors[0].Encode()), verify = ProcessorTime(() => floors[0].VerifyAll(metadata));
        foreach (CodecFloor floor in floors)
            floor.Encode();
        long start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. floors.Select(floor => new Thread(() => floor.Repeat()))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return new CodecFigures(encode, verify, threads.Length * Rounds / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private VerifiedBlobMetadata Encode() => _encoder.Encode(_source, _sink, _alone);

    private void Repeat()
    {
        for (int i = 0; i < Rounds; i++)
            VerifyAll(Encode());
    }

    // One by one, as a node gets them.
    private void VerifyAll(VerifiedBlobMetadata metadata)
    {
        for (int pair = 0; pair < _encoder.Parameters.Shards; pair++)
        {
            SliverVerifier.Verify(_sink[new SliverPairIndex(pair), Axis.Primary], metadata);
            SliverVerifier.Verify(_sink[new SliverPairIndex(pair), Axis.Secondary], metadata);
        }
    }

    private static TimeSpan ProcessorTime(Action work)
    {
        for (int i = 0; i < WarmUps; i++)
            work();
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        for (int i = 0; i < Rounds; i++)
            work();
        return (Process.GetCurrentProcess().TotalProcessorTime - start) / Rounds;
    }
}
