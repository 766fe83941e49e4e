namespace Walrus.Storage.Devices;

/// <summary>How an operation goes wrong.</summary>
public enum DeviceFaultKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The medium fails (EIO). Of a write nothing arrives; after a failed sync it is unknown what is durable.</summary>
    Error,

    /// <summary>The disk is full (ENOSPC), after <see cref="DeviceFault.Argument"/> bytes of a write.</summary>
    NoSpace,

    /// <summary>The disk is read-only (EROFS).</summary>
    ReadOnly,

    /// <summary>A write stops with an error (EIO) after <see cref="DeviceFault.Argument"/> bytes.</summary>
    ShortWrite,

    /// <summary>Bit number <see cref="DeviceFault.Argument"/> of what is read or written is flipped, silently.</summary>
    BitFlip,

    /// <summary>It takes <see cref="DeviceFault.Argument"/> milliseconds and succeeds.</summary>
    Slow,
}

/// <summary>One fault.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Argument">Byte count, bit number or milliseconds, depending on the kind.</param>
public readonly record struct DeviceFault(DeviceFaultKind Kind, long Argument = 0);
