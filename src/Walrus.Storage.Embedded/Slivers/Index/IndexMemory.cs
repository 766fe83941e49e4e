using RocksDbSharp;

namespace Walrus.Storage.Slivers.Index;

/// <summary>What all indexes of a process share, so that their memory has one bound however many nodes the process hosts.</summary>
internal static class IndexMemory
{
    private const ulong CacheBytes = 64 << 20;
    private const uint WriteBufferBytes = 64 << 20;
    private const ulong WriteBufferBytesPerStore = 4 << 20;

    // Nearly all keys that are looked for before a write are new: a filter says so sooner than a walk over what has just been written.
    private const double WriteBufferFilterRatio = 0.05;

    private static readonly Cache BlockCache = Cache.CreateLru(CacheBytes);
    private static readonly IntPtr WriteBuffers = Native.Instance.rocksdb_write_buffer_manager_create(WriteBufferBytes, allow_stall: 0);

    /// <summary>Options of an index.</summary>
    /// <param name="environment">Where its files are; zero: on the disk.</param>
    public static DbOptions CreateOptions(IntPtr environment)
    {
        BlockBasedTableOptions table = new BlockBasedTableOptions()
            .SetBlockCache(BlockCache)
            .SetCacheIndexAndFilterBlocks(true)
            .SetFilterPolicy(BloomFilterPolicy.Create(10));
        // The segments are the write-ahead log, so that the database's own stays empty; what it might hold is only believed up to a torn tail.
        DbOptions options = new DbOptions()
            .SetCreateIfMissing(true)
            .SetParanoidChecks(true)
            .SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords)
            .SetBlockBasedTableFactory(table)
            .SetCompression(Compression.No)
            // A store has one writer: it need not look out for others, and finds neighbouring keys side by side.
            .SetAllowConcurrentMemtableWrite(false)
            .SetWriteBufferSize(WriteBufferBytesPerStore)
            .SetMaxWriteBufferNumber(2)
            .SetMemtablePrefixBloomSizeRatio(WriteBufferFilterRatio)
            .SetMaxOpenFiles(256)
            .SetKeepLogFileNum(1)
            .SetInfoLogLevel(InfoLogLevel.Warn)
            .SetStatsDumpPeriodSec(0);
        Native.Instance.rocksdb_options_set_memtable_whole_key_filtering(options.Handle, 1);
        Native.Instance.rocksdb_options_set_write_buffer_manager(options.Handle, WriteBuffers);
        if (environment != IntPtr.Zero)
            options.SetEnv(environment);
        return options;
    }
}
