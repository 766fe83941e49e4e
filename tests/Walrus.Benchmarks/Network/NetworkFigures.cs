namespace Walrus.Benchmarks.Network;

/// <summary>One round of stores, and the disk beside it.</summary>
/// <param name="Blobs">How many were stored.</param>
/// <param name="BlobBytes">Bytes of all of them.</param>
/// <param name="SegmentBytes">Bytes by which the nodes' segment files grew.</param>
/// <param name="Cost">What the server spent.</param>
/// <param name="DiskBytes">Bytes of the plain files.</param>
/// <param name="Disk">Time that these took.</param>
internal sealed record StoreFigures(int Blobs, long BlobBytes, long SegmentBytes, ServerCost Cost, long DiskBytes, TimeSpan Disk)
{
    public double BlobRate => BlobBytes / Cost.Wall.TotalSeconds / 1e6;

    public double SegmentRate => SegmentBytes / Cost.Wall.TotalSeconds / 1e6;

    public double DiskRate => DiskBytes / Disk.TotalSeconds / 1e6;

    /// <summary>How many times faster the disk alone is.</summary>
    public double Ratio => DiskRate / SegmentRate;

    public double CpuPerBlob => Cost.Cpu.TotalSeconds / Blobs;
}

/// <summary>Reads of one size.</summary>
/// <param name="Size">Bytes of a blob.</param>
/// <param name="NodesDown">Stopped storage nodes.</param>
/// <param name="Count">Reads in flight together.</param>
/// <param name="Together">What the server spent on them.</param>
/// <param name="Singles">Times of single reads, one after the other, sorted.</param>
/// <param name="PeakMemory">Peak of the server's resident memory meanwhile, in bytes.</param>
internal sealed record ReadFigures(int Size, int NodesDown, int Count, ServerCost Together, TimeSpan[] Singles, long PeakMemory)
{
    public double Rate => (double)Size * Count / Together.Wall.TotalSeconds / 1e6;

    public double MedianMs => Singles[Singles.Length / 2].TotalMilliseconds;

    public double P99Ms => Singles[Singles.Length * 99 / 100].TotalMilliseconds;

    public double CpuMs => Together.Cpu.TotalMilliseconds / Count;
}
