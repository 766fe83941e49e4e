using Microsoft.Win32.SafeHandles;

namespace Walrus.Cli.Slivers;

/// <summary>A file that is written under another name beside its own, and takes its own name, and place, when it is finished.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _stream;

    /// <summary>Begins the file that will be <paramref name="path"/>.</summary>
    /// <exception cref="CommandFailedException">Something that is no plain file has this name.</exception>
    public OutputFile(string path)
    {
        _path = path;
        RequirePlainFile(path);
        _temporaryPath = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            _stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandFailedException($"There is no folder for '{path}'.", "Make the folder first, or choose another one.");
        }
    }

    /// <summary>The file, to be written by position.</summary>
    public SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <summary>Gives the file its name.</summary>
    public void Finish()
    {
        _stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
    }

    /// <summary>Removes what was not finished.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_temporaryPath);
    }

    // A device or a pipe must not be replaced by a file. It shows by having no length to set.
    private static void RequirePlainFile(string path)
    {
        if (Directory.Exists(path))
            throw new CommandFailedException($"'{path}' is a folder.", "Name the file to write.");
        if (!File.Exists(path))
            return;
        try
        {
            using FileStream existing = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            existing.SetLength(existing.Length);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException or IOException)
        {
            throw new CommandFailedException($"'{path}' is no plain file that can be written.", "Name another file.");
        }
    }
}
