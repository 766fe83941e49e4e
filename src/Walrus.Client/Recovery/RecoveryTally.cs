using System.Diagnostics.Metrics;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Client.Recovery;

/// <summary>
/// What getting slivers has cost in bytes read from other nodes, and what it should have cost: by symbols those that were lost, by transfer
/// those of shards that moved. Also on the meter <c>Walrus.Client.Recovery</c>. Safe for concurrent use.
/// </summary>
public sealed class RecoveryTally
{
    private readonly Counter<long> _readCounter;
    private readonly Counter<long> _sliverCounter;
    private readonly Counter<long> _theoryCounter;
    private readonly Counter<long> _transferReadCounter;
    private readonly Counter<long> _transferSliverCounter;
    private long _bytesRead;
    private long _sliverBytes;
    private long _theoryBytes;
    private long _slivers;
    private long _transferBytesRead;
    private long _transferSliverBytes;
    private long _transferSlivers;

    /// <summary>A tally that starts at nothing.</summary>
    public RecoveryTally(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create("Walrus.Client.Recovery");
        _readCounter = meter.CreateCounter<long>("walrus.recovery.read", "By", "Bytes of answers with symbols that were read from other nodes.");
        _sliverCounter = meter.CreateCounter<long>("walrus.recovery.slivers", "By", "Bytes of slivers that were recovered from symbols.");
        _theoryCounter = meter.CreateCounter<long>("walrus.recovery.theory", "By", "Bytes of the symbols and proofs that these slivers take.");
        _transferReadCounter = meter.CreateCounter<long>("walrus.transfer.read", "By", "Bytes of slivers of moving shards that were read from their previous owners.");
        _transferSliverCounter = meter.CreateCounter<long>("walrus.transfer.slivers", "By", "Bytes of slivers of moving shards that verified and were kept.");
    }

    /// <summary>Bytes of answers with symbols, useful or not.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Data bytes of the recovered slivers.</summary>
    public long SliverBytes => Interlocked.Read(ref _sliverBytes);

    /// <summary>Bytes of symbols and proofs that the recovered slivers take (<see cref="RecoveryCost.OfSliver"/>).</summary>
    public long TheoryBytes => Interlocked.Read(ref _theoryBytes);

    /// <summary>How many slivers were recovered.</summary>
    public long Slivers => Interlocked.Read(ref _slivers);

    /// <summary>Bytes read of slivers of moving shards, kept or not.</summary>
    public long TransferBytesRead => Interlocked.Read(ref _transferBytesRead);

    /// <summary>Data bytes of the transferred slivers.</summary>
    public long TransferSliverBytes => Interlocked.Read(ref _transferSliverBytes);

    /// <summary>How many slivers were transferred.</summary>
    public long TransferSlivers => Interlocked.Read(ref _transferSlivers);

    internal void Transferring(int bytes)
    {
        Interlocked.Add(ref _transferBytesRead, bytes);
        _transferReadCounter.Add(bytes);
    }

    internal void Transferred(VerifiedBlobMetadata metadata, Axis axis)
    {
        Interlocked.Increment(ref _transferSlivers);
        Interlocked.Add(ref _transferSliverBytes, metadata.SliverLength(axis));
        _transferSliverCounter.Add(metadata.SliverLength(axis));
    }

    internal void Read(int bytes)
    {
        Interlocked.Add(ref _bytesRead, bytes);
        _readCounter.Add(bytes);
    }

    internal void Recovered(VerifiedBlobMetadata metadata, Axis axis)
    {
        Interlocked.Increment(ref _slivers);
        Interlocked.Add(ref _sliverBytes, metadata.SliverLength(axis));
        Interlocked.Add(ref _theoryBytes, RecoveryCost.OfSliver(metadata, axis));
        _sliverCounter.Add(metadata.SliverLength(axis));
        _theoryCounter.Add(RecoveryCost.OfSliver(metadata, axis));
    }
}
