using RocksDbSharp;

namespace Walrus.Storage.Slivers.Index;

/// <summary>Sees one key and value of a range; false ends the walk.</summary>
internal delegate bool IndexVisitor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

/// <summary>
/// An ordered map in RocksDB, without a log of its own: after a crash it is as it was at some earlier batch, whole, and the
/// segments tell the rest.
/// </summary>
internal sealed class IndexDatabase : IDisposable
{
    private static readonly WriteOptions WithoutLog = new WriteOptions().DisableWal(1);
    private static readonly FlushOptions Waiting = new FlushOptions().SetWaitForFlush(true);

    private readonly IntPtr _environment;
    private readonly RocksDb _rocks;

    private IndexDatabase(string path, IntPtr environment)
    {
        _environment = environment;
        _rocks = RocksDb.Open(IndexMemory.CreateOptions(environment), path);
    }

    /// <summary>Opens the index in a folder, or creates one.</summary>
    /// <exception cref="IndexFailedException">It is damaged, or the disk refuses.</exception>
    public static IndexDatabase Open(string folder) => Try(() =>
    {
        Directory.CreateDirectory(folder);
        IndexManifest.Verify(folder);
        return new IndexDatabase(folder, IntPtr.Zero);
    });

    /// <summary>Creates an index that is gone with its process: for disks that cannot keep one.</summary>
    public static IndexDatabase CreateInMemory() => Try(() => new IndexDatabase("/index", Native.Instance.rocksdb_create_mem_env()));

    /// <summary>Finds a value of known length.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, Span<byte> value)
    {
        try
        {
            return _rocks.GetFixedSizeValue(key, value);
        }
        catch (RocksDbException error)
        {
            throw new IndexFailedException(error.Message, error);
        }
    }

    /// <summary>Shows every key that begins with <paramref name="prefix"/>, in order, from <paramref name="start"/> on.</summary>
    public void Walk(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> start, IndexVisitor visit)
    {
        try
        {
            using Iterator iterator = _rocks.NewIterator();
            for (iterator.Seek(start); iterator.Valid() && iterator.GetKeySpan().StartsWith(prefix); iterator.Next())
            {
                if (!visit(iterator.GetKeySpan(), iterator.GetValueSpan()))
                    return;
            }
            Native.Instance.rocksdb_iter_get_error(iterator.Handle);
        }
        catch (RocksDbException error)
        {
            throw new IndexFailedException(error.Message, error);
        }
    }

    /// <summary>Makes all changes of a batch, or none. They are visible at once, and persistent some time later.</summary>
    public void Write(WriteBatch batch)
    {
        try
        {
            _rocks.Write(batch, WithoutLog);
        }
        catch (RocksDbException error)
        {
            throw new IndexFailedException(error.Message, error);
        }
    }

    /// <summary>Makes persistent what was written so far.</summary>
    public void Persist()
    {
        try
        {
            _rocks.Flush(Waiting);
        }
        catch (RocksDbException error)
        {
            throw new IndexFailedException(error.Message, error);
        }
    }

    public void Dispose()
    {
        _rocks.Dispose();
        if (_environment != IntPtr.Zero)
            Native.Instance.rocksdb_env_destroy(_environment);
    }

    private static IndexDatabase Try(Func<IndexDatabase> open)
    {
        try
        {
            return open();
        }
        catch (Exception error) when (error is RocksDbException or IOException or UnauthorizedAccessException)
        {
            throw new IndexFailedException(error.Message, error);
        }
    }
}
