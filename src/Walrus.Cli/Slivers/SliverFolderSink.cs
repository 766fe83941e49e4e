using Microsoft.Win32.SafeHandles;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Slivers;

/// <summary>
/// Writes every sliver of a blob to a file of its own, by position, as the encoder hands the pieces out. All files stay open
/// until the end: two for each shard. They are complete after <see cref="Complete"/> only.
/// </summary>
internal sealed class SliverFolderSink : ISliverSink, IDisposable
{
    // EMFILE, the same number on every Unix.
    private const int TooManyOpenFiles = 24;

    private readonly SliverFile[] _primary;
    private readonly SliverFile[] _secondary;

    private SliverFolderSink(RedStuffParameters parameters)
    {
        _primary = new SliverFile[parameters.Shards];
        _secondary = new SliverFile[parameters.Shards];
    }

    /// <summary>Creates the files in <paramref name="folder"/>, which exists; files of the same names are replaced.</summary>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="CommandFailedException">The system does not let a process open that many files.</exception>
    public static SliverFolderSink Create(string folder, RedStuffParameters parameters, long blobSize)
    {
        SliverFolderSink sink = new(parameters);
        try
        {
            for (int p = 0; p < parameters.Shards; p++)
            {
                SliverPairIndex pair = new(p);
                sink._primary[p] = CreateFile(folder, parameters, blobSize, pair, Axis.Primary);
                sink._secondary[p] = CreateFile(folder, parameters, blobSize, pair, Axis.Secondary);
            }

            return sink;
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes) =>
        (axis == Axis.Primary ? _primary : _secondary)[pair.Value].Write(offset, bytes);

    /// <summary>Writes what is still in memory.</summary>
    public void Complete()
    {
        foreach (SliverFile file in _primary.Concat(_secondary))
            file.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SliverFile? file in _primary.Concat(_secondary))
            file?.Dispose();
    }

    private static SliverFile CreateFile(string folder, RedStuffParameters parameters, long blobSize, SliverPairIndex pair, Axis axis)
    {
        int length = parameters.SliverLength(axis, blobSize);
        byte[] header = SliverFormat.Header(length);
        SafeFileHandle file = Open(Path.Combine(folder, SliverFormat.NameOf(pair, axis)), parameters.Shards);
        RandomAccess.Write(file, header, 0);
        RandomAccess.Write(file, SliverFormat.Trailer(parameters.SymbolSize(blobSize), parameters.SliverOf(pair, axis)), header.Length + length);
        return new SliverFile(file, header.Length);
    }

    // The system says no more than that there are too many; a user wants to know how many it takes.
    private static SafeFileHandle Open(string path, int shards)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (IOException exception) when (exception.HResult == TooManyOpenFiles)
        {
            throw new CommandFailedException(exception.Message, $"Allow this process {2 * shards + 100} open files: ulimit -n {2 * shards + 100}.");
        }
    }
}
