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
        // Files that come or go meanwhile (an index is compacted in the background) would make a state that never was.
        for (string[] before = Files(from); !TryCopy(from, before, to) || !before.SequenceEqual(Files(from)); before = Files(from))
            Directory.Delete(to, recursive: true);
    }

    private static bool TryCopy(string from, string[] files, string to)
    {
        try
        {
            Directory.CreateDirectory(to);
            foreach (string file in files)
            {
                string copy = System.IO.Path.Combine(to, file);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
                File.Copy(System.IO.Path.Combine(from, file), copy, overwrite: true);
            }
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => System.IO.Path.GetFileName(file) != "lock")
            .Select(file => System.IO.Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
