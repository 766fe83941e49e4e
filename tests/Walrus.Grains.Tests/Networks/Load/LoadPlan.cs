namespace Walrus.Grains.Tests.Networks.Load;

/// <summary>What is asked of a network, by how many at a time.</summary>
internal sealed record LoadPlan
{
    public required double WritesPerSecond { get; init; }

    public required double ReadsPerSecond { get; init; }

    public int Writers { get; init; } = 8;

    public int Readers { get; init; } = 8;

    public int SmallestBlob { get; init; } = 64 << 10;

    public int LargestBlob { get; init; } = 1 << 20;

    /// <summary>Epochs that each blob is stored for.</summary>
    public uint Lifetime { get; init; } = 3;

    public int Seed { get; init; } = 1;
}
