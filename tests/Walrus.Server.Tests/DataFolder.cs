namespace Walrus.Server.Tests;

/// <summary>A data folder for one test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("walrus-server-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
