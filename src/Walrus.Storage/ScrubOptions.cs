namespace Walrus.Storage;

/// <summary>How fast a store or a journal is read over to find damage.</summary>
public sealed record ScrubOptions
{
    /// <summary>Most bytes read in a second (32 MiB): 1 TiB takes nine hours.</summary>
    public long BytesPerSecond { get; init; } = 32 << 20;

    /// <summary>What an entry counts for at least, however short it is (4 KiB): a look-up is work too.</summary>
    public int BytesPerEntry { get; init; } = 4 << 10;

    /// <summary>Clock of the rate.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
