namespace Walrus.Storage.Events;

/// <summary>Consecutive events of one block, as a log of events keeps them.</summary>
/// <param name="First">Position of the first event.</param>
/// <param name="Count">How many they are; at least one.</param>
/// <param name="Height">Height of their block. Heights never fall from one run to the next.</param>
/// <param name="Bytes">The events; what is in them is the ledger's business.</param>
public readonly record struct EventRun(ulong First, uint Count, ulong Height, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Longest run in bytes (16 MiB); a reader allocates no more.</summary>
    public const int BytesMax = 16 << 20;

    /// <summary>Position of the event after the last.</summary>
    public ulong End => First + Count;
}
