namespace Walrus.Storage.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string MemoryDisk = "/dev/shm";

    public string Path { get; } = Directory.CreateTempSubdirectory("walrus-storage-").FullName;

    /// <summary>A folder on a disk in memory where there is one, for what is opened hundreds of times.</summary>
    public static TemporaryFolder InMemory() => new(Directory.Exists(MemoryDisk)
        ? Directory.CreateDirectory(System.IO.Path.Combine(MemoryDisk, System.IO.Path.GetRandomFileName())).FullName
        : Directory.CreateTempSubdirectory("walrus-storage-").FullName);

    public TemporaryFolder() { }

    private TemporaryFolder(string path) => Path = path;

    /// <summary>A copy of a folder as it is now, as a kill would leave it; without lock files, which go with their process.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from).Where(file => System.IO.Path.GetFileName(file) != "lock"))
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)), overwrite: true);
        foreach (string folder in Directory.EnumerateDirectories(from))
            Copy(folder, System.IO.Path.Combine(to, System.IO.Path.GetFileName(folder)));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
