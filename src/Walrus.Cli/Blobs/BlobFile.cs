using Walrus.Core.Encoding;

namespace Walrus.Cli.Blobs;

/// <summary>The file that holds a blob, open for reading by position.</summary>
internal sealed class BlobFile : IDisposable
{
    private const int CopyBytes = 1 << 20;

    private readonly FileStream _file;

    private BlobFile(FileStream file)
    {
        _file = file;
        Source = new FileBlobSource(file.SafeFileHandle);
    }

    /// <summary>The bytes.</summary>
    public IBlobSource Source { get; }

    /// <summary>Opens a file. What cannot be read by position, such as a pipe, is copied to a temporary file first.</summary>
    /// <exception cref="CommandFailedException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BlobFile Open(string path)
    {
        if (Directory.Exists(path))
            throw new CommandFailedException($"'{path}' is a folder.", "Name one file.");
        FileStream file = OpenExisting(path);
        if (file.CanSeek)
            return new BlobFile(file);
        using (file)
            return new BlobFile(Spool(file));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream OpenExisting(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"There is no file '{path}'.", "Check the path, and in which folder you are.");
        }
    }

    private static FileStream Spool(FileStream stream)
    {
        FileStream spool = new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        // Where an open file can lose its name it does so at once, and is gone however this process ends.
        if (!OperatingSystem.IsWindows())
            File.Delete(spool.Name);
        stream.CopyTo(spool, CopyBytes);
        return spool;
    }
}
