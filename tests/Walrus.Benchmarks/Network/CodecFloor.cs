using System.Diagnostics;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Benchmarks.Network;

/// <summary>
/// What no store can do without: encoding a blob once, and verifying each of its slivers once, on one thread and with nothing beside it.
/// </summary>
internal sealed class CodecFloor
{
    private const int WarmUps = 40;
    private const int Rounds = 20;

    private readonly BlobEncoder _encoder;
    private readonly MemoryBlobSource _source;
    private readonly MemorySliverSink _sink;
    private readonly EncodingOptions _alone = new() { MaxDegreeOfParallelism = 1 };

    public CodecFloor(int shards, int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        _source = new MemoryBlobSource(bytes);
        _encoder = new BlobEncoder(new RedStuffParameters(shards));
        _sink = new MemorySliverSink(_encoder.Parameters, size);
    }

    /// <summary>Processor time of one blob, encoded and verified.</summary>
    public CodecFigures Measure()
    {
        VerifiedBlobMetadata metadata = _encoder.Encode(_source, _sink, _alone);
        return new CodecFigures(Measure(() => _encoder.Encode(_source, _sink, _alone)), Measure(() => VerifyAll(metadata)));
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

    private static TimeSpan Measure(Action work)
    {
        for (int i = 0; i < WarmUps; i++)
            work();
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        for (int i = 0; i < Rounds; i++)
            work();
        return (Process.GetCurrentProcess().TotalProcessorTime - start) / Rounds;
    }
}
