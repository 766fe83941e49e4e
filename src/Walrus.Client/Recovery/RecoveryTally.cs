using System.Diagnostics.Metrics;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Client.Recovery;

/// <summary>
/// What recovering slivers by symbols has cost in bytes read from other nodes, and what it should have cost. Also on the meter
/// <c>Walrus.Client.Recovery</c>. Safe for concurrent use.
/// </summary>
public sealed class RecoveryTally
{
    private readonly Counter<long> _readCounter;
    private readonly Counter<long> _sliverCounter;
    private readonly Counter<long> _theoryCounter;
    private long _bytesRead;
    private long _sliverBytes;
    private long _theoryBytes;
    private long _slivers;

    /// <summary>A tally that starts at nothing.</summary>
    public RecoveryTally(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create("Walrus.Client.Recovery");
        _readCounter = meter.CreateCounter<long>("walrus.recovery.read", "By", "Bytes of answers with symbols that were read from other nodes.");
        _sliverCounter = meter.CreateCounter<long>("walrus.recovery.slivers", "By", "Bytes of slivers that were recovered from symbols.");
        _theoryCounter = meter.CreateCounter<long>("walrus.recovery.theory", "By", "Bytes of the symbols and proofs that these slivers take.");
    }

    /// <summary>Bytes of answers with symbols, useful or not.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Data bytes of the recovered slivers.</summary>
    public long SliverBytes => Interlocked.Read(ref _sliverBytes);

    /// <summary>Bytes of symbols and proofs that the recovered slivers take (<see cref="RecoveryCost.OfSliver"/>).</summary>
    public long TheoryBytes => Interlocked.Read(ref _theoryBytes);

    /// <summary>How many slivers were recovered.</summary>
    public long Slivers => Interlocked.Read(ref _slivers);

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
