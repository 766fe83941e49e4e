using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

/// <summary>The segment files of a journal as readers see them.</summary>
internal static class JournalFiles
{
    /// <summary>First positions of all segments, ascending.</summary>
    public static List<long> ListSegments(IStorageDevice device)
    {
        List<long> segments = [];
        foreach (string name in device.List())
        {
            if (JournalSegmentHeader.TryParseName(name, out long first))
                segments.Add(first);
        }
        return segments;
    }

    /// <summary>Reads a segment's header; null when it is incomplete or damaged.</summary>
    public static async ValueTask<JournalSegmentHeader?> ReadHeaderAsync(
        IStorageDevice device, IStorageFile file, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[JournalSegmentHeader.Length];
        int read = await file.ReadAsync(0, bytes, cancellationToken);
        return JournalSegmentHeader.TryRead(bytes.AsSpan(0, read), PathOf(device, file), out JournalSegmentHeader header) ? header : null;
    }

    /// <summary>The durable head as far as a reader can know it: the head file's word, else what the last segment holds.</summary>
    public static async ValueTask<long> FindHeadAsync(IStorageDevice device, CancellationToken cancellationToken)
    {
        using var headFile = new JournalHeadFile(device);
        if (await headFile.ReadAsync(cancellationToken) is { } durable)
            return durable.Position;
        List<long> segments = ListSegments(device);
        if (segments is not [.., long last])
            return 0;
        using IStorageFile file = device.Open(JournalSegmentHeader.FileName(last), FileAccess.Read);
        if (await ReadHeaderAsync(device, file, cancellationToken) is not { } header)
            return last;
        using var walk = new JournalWalk(file, header.Seed, JournalPoint.StartOf(header));
        while (await walk.NextAsync(cancellationToken))
        {
            // Every good record moves the point on.
        }
        return walk.Point.Position;
    }

    /// <summary>The error for damage in this file.</summary>
    public static JournalCorruptedException Corrupted(IStorageDevice device, IStorageFile file, long offset, string what) =>
        new(PathOf(device, file), offset, what);

    private static string PathOf(IStorageDevice device, IStorageFile file) => Path.Combine(device.Location, file.Name);
}
