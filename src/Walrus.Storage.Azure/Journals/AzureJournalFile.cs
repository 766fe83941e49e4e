using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

/// <summary>A segment's blob, read by position in large pieces.</summary>
internal sealed class AzureJournalFile(AppendBlobClient blob) : IStorageFile
{
    private const int PieceBytes = 4 << 20;

    private byte[] _piece = [];
    private long _begin;

    public string Name => blob.Name;

    public long Length => throw new NotSupportedException("A blob's length is asked for asynchronously.");

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (offset < _begin || offset + buffer.Length > _begin + _piece.Length)
        {
            _piece = await DownloadAsync(offset, Math.Max(buffer.Length, PieceBytes), cancellationToken);
            _begin = offset;
        }
        int count = (int)Math.Min(buffer.Length, _begin + _piece.Length - offset);
        _piece.AsMemory((int)(offset - _begin), count).CopyTo(buffer);
        return count;
    }

    public ValueTask WriteAsync(long offset, IReadOnlyList<ReadOnlyMemory<byte>> buffers) => throw ReadOnly();

    public ValueTask SyncAsync() => throw ReadOnly();

    public void BeginSync(long offset, long length) { }

    public void Truncate(long length) => throw ReadOnly();

    public bool TryPunch(long offset, long length) => false;

    public void Uncache(long offset, long length) { }

    public void Dispose() { }

    private static NotSupportedException ReadOnly() => new("A segment's blob is only appended to.");

    private async Task<byte[]> DownloadAsync(long offset, int length, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
            Response<BlobDownloadResult> result = await blob.DownloadContentAsync(options, cancellationToken);
            return result.Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.Status == 416)
        {
            // Nothing is there yet.
            return [];
        }
        catch (Exception error) when (AzureErrors.IsFailure(error))
        {
            throw AzureErrors.Unreachable(blob.Uri, error);
        }
    }
}
