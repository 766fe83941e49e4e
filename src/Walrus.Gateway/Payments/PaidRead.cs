using Walrus.Client.Reading;
using Walrus.Core.Identifiers;

namespace Walrus.Gateway.Payments;

/// <summary>A read that may be delivered. Disposing it settles the books: what was not handed out is the reader's again.</summary>
internal sealed class PaidRead(ReaderAccount? account, ulong bytes) : IDisposable
{
    private readonly List<BlobRead> _reads = [];
    private ReaderAccount? _open = account;

    /// <summary>A read that costs nothing.</summary>
    public static PaidRead Free { get; } = new(null, 0);

    /// <summary>Counts what <paramref name="read"/> hands out, and what the nodes serve for it.</summary>
    public BlobRead Count(BlobRead read)
    {
        if (_open is not null)
            _reads.Add(read);
        return read;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _open, null) is not { } open)
            return;
        ulong delivered = (ulong)_reads.Sum(static read => read.HandedOut);
        Dictionary<ObjectId, long> served = [];
        foreach ((ObjectId node, long count) in _reads.SelectMany(static read => read.Served.Bytes))
            served[node] = served.GetValueOrDefault(node) + count;
        open.Close(bytes - Math.Min(bytes, delivered), served);
    }
}
