namespace Walrus.Storage.Devices;

/// <summary>What is about to be done to a device.</summary>
public enum DeviceOperationKind
{
    /// <summary>A file is read.</summary>
    Read,

    /// <summary>A file is written.</summary>
    Write,

    /// <summary>A file is synced.</summary>
    Sync,

    /// <summary>A file is cut.</summary>
    Truncate,

    /// <summary>A file is created.</summary>
    Create,

    /// <summary>A file that exists is opened.</summary>
    Open,

    /// <summary>A file is removed.</summary>
    Delete,

    /// <summary>A file gets another name.</summary>
    Rename,

    /// <summary>The folder is synced.</summary>
    SyncNames,

    /// <summary>The device's lock is taken.</summary>
    Lock,
}

/// <summary>One operation on a device, before it happens.</summary>
/// <param name="Kind">What is about to be done.</param>
/// <param name="File">To which file; empty for the folder.</param>
/// <param name="Offset">From which byte of it.</param>
/// <param name="Length">How many bytes.</param>
public readonly record struct DeviceOperation(DeviceOperationKind Kind, string File, long Offset = 0, long Length = 0);
