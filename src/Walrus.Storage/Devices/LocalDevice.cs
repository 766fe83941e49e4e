using System.Diagnostics.CodeAnalysis;

namespace Walrus.Storage.Devices;

/// <summary>A folder of the local file system.</summary>
public sealed class LocalDevice : IStorageDevice
{
    // errno EAGAIN on Linux and macOS; sharing and lock violation on Windows.
    private static readonly int[] LockedErrors = [11, 35, 32, 33];

    /// <summary>The folder is created when it does not exist.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public LocalDevice(string folder)
    {
        Location = Path.GetFullPath(folder);
        if (Directory.Exists(Location))
            return;
        Directory.CreateDirectory(Location);
        if (Path.GetDirectoryName(Location) is { } parent)
            SystemCalls.SyncFolder(parent);
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> List()
    {
        List<string> names = [.. Directory.EnumerateFiles(Location).Select(path => Path.GetFileName(path))];
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public IStorageFile Create(string name) =>
        new LocalFile(name, File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <inheritdoc/>
    public IStorageFile Open(string name, FileAccess access) =>
        new LocalFile(name, File.OpenHandle(PathOf(name), FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete));

    /// <inheritdoc/>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <inheritdoc/>
    public void Rename(string name, string newName) => File.Move(PathOf(name), PathOf(newName), overwrite: true);

    /// <inheritdoc/>
    public void SyncNames() => SystemCalls.SyncFolder(Location);

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000", Justification = "The handle is what is returned.")]
    public IDisposable Lock(string name)
    {
        try
        {
            // An exclusive share is an advisory lock (flock) on Unix: it excludes other handles and goes with its process.
            return File.OpenHandle(PathOf(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (LockedErrors.Contains(error.HResult & 0xFFFF))
        {
            throw new DeviceLockedException(Location, error);
        }
    }

    private string PathOf(string name) => Path.Combine(Location, name);
}
