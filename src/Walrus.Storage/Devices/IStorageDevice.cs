namespace Walrus.Storage.Devices;

/// <summary>
/// The disk below journal and sliver store: a flat set of named files. A thin seam, so that faults can be injected
/// (<see cref="FaultyDevice"/>) and crashes replayed (<see cref="MemoryDevice"/>). Errors are <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/>, as the operating system reports them.
/// </summary>
public interface IStorageDevice
{
    /// <summary>Where this is, for messages.</summary>
    string Location { get; }

    /// <summary>Names of all files, in ordinal order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates an empty file that must not exist, for reading and writing. Its name is durable after <see cref="SyncNames"/>.</summary>
    IStorageFile Create(string name);

    /// <summary>Opens a file that exists.</summary>
    /// <exception cref="FileNotFoundException">It does not exist.</exception>
    IStorageFile Open(string name, FileAccess access);

    /// <summary>Removes a file; who has it open can go on reading. Nothing happens when it does not exist.</summary>
    void Delete(string name);

    /// <summary>Gives a file another name, at once or not at all; a file that had the name is gone. Durable after <see cref="SyncNames"/>.</summary>
    /// <exception cref="FileNotFoundException">It does not exist.</exception>
    void Rename(string name, string newName);

    /// <summary>Makes created, changed and deleted names durable: syncs the folder.</summary>
    void SyncNames();

    /// <summary>Takes the exclusive lock of this name until disposed; excludes other handles and other processes.</summary>
    /// <exception cref="DeviceLockedException">Somebody else holds it.</exception>
    IDisposable Lock(string name);
}
