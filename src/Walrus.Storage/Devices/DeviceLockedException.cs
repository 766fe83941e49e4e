namespace Walrus.Storage.Devices;

/// <summary>Another handle or process holds the device's lock.</summary>
/// <param name="location">Which device.</param>
/// <param name="inner">What the operating system reported.</param>
public sealed class DeviceLockedException(string location, Exception? inner = null)
    : StorageException($"{location} is locked by another process.", inner);
