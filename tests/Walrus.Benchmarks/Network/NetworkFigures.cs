namespace Walrus.Benchmarks.Network;

/// <summary>The codec alone.</summary>
/// <param name="Encode">Processor time to encode a blob.</param>
/// <param name="Verify">Processor time to verify all its slivers.</param>
/// <param name="BlobsPerSecond">Blobs encoded and verified a second by all processors together.</param>
internal sealed record CodecFigures(TimeSpan Encode, TimeSpan Verify, double BlobsPerSecond);

/// <summary>One round of stores, and beside it the same slivers in the nodes' stores alone and in plain files.</summary>
/// <param name="Blobs">How many were stored.</param>
/// <param name="BlobBytes">Bytes of all of them.</param>
/// <param name="SegmentBytes">Bytes by which the nodes' segment files grew.</param>
/// <param name="Cost">What the server spent.</param>
/// <param name="SliverBytes">Bytes of all slivers.</param>
/// <param name="Alone">Time that ten sliver stores took for them.</param>
/// <param name="Disk">Time that ten plain files took for them.</param>
internal sealed record StoreFigures(int Blobs, long BlobBytes, long SegmentBytes, ServerCost Cost, long SliverBytes, TimeSpan Alone, TimeSpan Disk)
{
    public double BlobRate => BlobBytes / Cost.Wall.TotalSeconds / 1e6;

    public double SegmentRate => SegmentBytes / Cost.Wall.TotalSeconds / 1e6;

    public double StoreRate => SliverBytes / Alone.TotalSeconds / 1e6;

    public double DiskRate => SliverBytes / Disk.TotalSeconds / 1e6;

    /// <summary>How many times faster the disk is than the nodes' stores alone.</summary>
    public double StoreRatio => DiskRate / StoreRate;

    /// <summary>How many times faster the disk is than the whole network.</summary>
    public double Ratio => DiskRate / SegmentRate;

    public double CpuPerBlob => Cost.Cpu.TotalSeconds / Blobs;
}

/// <summary>Stores or reads of one size.</summary>
/// <param name="Size">Bytes of a blob.</param>
/// <param name="NodesDown">Stopped storage nodes.</param>
/// <param name="Count">Requests in flight together.</param>
/// <param name="Together">What the server spent on them.</param>
/// <param name="Singles">Times of single requests, one after the other, sorted.</param>
/// <param name="PeakMemory">Peak of the server's resident memory meanwhile, in bytes.</param>
internal sealed record RequestFigures(int Size, int NodesDown, int Count, ServerCost Together, TimeSpan[] Singles, long PeakMemory)
{
    public double BlobsPerSecond => Count / Together.Wall.TotalSeconds;

    public double Rate => (double)Size * Count / Together.Wall.TotalSeconds / 1e6;

    public double MedianMs => Singles[Singles.Length / 2].TotalMilliseconds;

    public double P99Ms => Singles[Singles.Length * 99 / 100].TotalMilliseconds;

    public double CpuMs => Together.Cpu.TotalMilliseconds / Count;
}
