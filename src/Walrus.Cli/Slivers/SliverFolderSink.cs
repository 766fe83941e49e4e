using Microsoft.Win32.SafeHandles;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Slivers;

/// <summary>
/// Writes every sliver of a blob to a file of its own, by position, as the encoder hands the pieces out. All files stay open
/// until the end: two for each shard.
/// </summary>
internal sealed class SliverFolderSink : ISliverSink, IDisposable
{
    // EMFILE, the same number on every Unix.
    private const int TooManyOpenFiles = 24;

    private readonly SafeFileHandle[] _primary;
    private readonly SafeFileHandle[] _secondary;
    private readonly int _primaryStart;
    private readonly int _secondaryStart;

    private SliverFolderSink(RedStuffParameters parameters, long blobSize)
    {
        _primary = new SafeFileHandle[parameters.Shards];
        _secondary = new SafeFileHandle[parameters.Shards];
        _primaryStart = SliverFormat.Header(parameters.SliverLength(Axis.Primary, blobSize)).Length;
        _secondaryStart = SliverFormat.Header(parameters.SliverLength(Axis.Secondary, blobSize)).Length;
    }

    /// <summary>Creates the files in <paramref name="folder"/>, which exists; files of the same names are replaced.</summary>
    /// <exception cref="BlobTooLargeException">The blob exceeds what the shards can hold.</exception>
    /// <exception cref="CommandFailedException">The system does not let a process open that many files.</exception>
    public static SliverFolderSink Create(string folder, RedStuffParameters parameters, long blobSize)
    {
        SliverFolderSink sink = new(parameters, blobSize);
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
    public void Write(SliverPairIndex pair, Axis axis, int offset, ReadOnlySpan<byte> bytes)
    {
        if (axis == Axis.Primary)
            RandomAccess.Write(_primary[pair.Value], bytes, _primaryStart + offset);
        else
            RandomAccess.Write(_secondary[pair.Value], bytes, _secondaryStart + offset);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafeFileHandle? file in _primary.Concat(_secondary))
            file?.Dispose();
    }

    private static SafeFileHandle CreateFile(string folder, RedStuffParameters parameters, long blobSize, SliverPairIndex pair, Axis axis)
    {
        int length = parameters.SliverLength(axis, blobSize);
        byte[] header = SliverFormat.Header(length);
        SafeFileHandle file = Open(Path.Combine(folder, SliverFormat.NameOf(pair, axis)), parameters.Shards);
        RandomAccess.Write(file, header, 0);
        RandomAccess.Write(file, SliverFormat.Trailer(parameters.SymbolSize(blobSize), parameters.SliverOf(pair, axis)), header.Length + length);
        return file;
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
