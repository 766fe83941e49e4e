using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

/// <summary>One entry a blob: the header that records in segments have, and the payload. Errors are the service's own.</summary>
internal sealed class AzureEntries(BlobContainerClient container, AzureNames names, Guid storeId)
{
    private readonly uint _seed = LogFormat.SeedOf(storeId);

    /// <summary>Writes an entry that must not be there.</summary>
    /// <returns>Its tag; null when it is there already.</returns>
    public async Task<ETag?> CreateAsync(EntryKey key, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var bytes = new PooledBytes(LogRecordHeader.Length, payload.Length);
        payload.CopyTo(bytes.Memory);
        new LogRecordHeader(LogRecordKind.Put, key, payload.Length, Checksum.Of(payload.Span), default, default).Write(bytes.Whole.Span, _seed);
        try
        {
            return await UploadAsync(key, bytes.Whole, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);
        }
        catch (RequestFailedException error) when (AzureErrors.IsConditionNotMet(error))
        {
            return null;
        }
    }

    /// <summary>An entry that is there, as it is there.</summary>
    public async Task<AzureHeld> DescribeAsync(EntryKey key, CancellationToken cancellationToken)
    {
        BlobProperties properties = (await Blob(key).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        return AzureHeld.Of(properties.ContentLength, properties.ETag);
    }

    /// <summary>Reads an entry; null when it is gone, incomplete, damaged or another one.</summary>
    public async Task<PooledBytes?> ReadAsync(EntryKey key, int length, CancellationToken cancellationToken)
    {
        var bytes = new PooledBytes(LogRecordHeader.Length, length);
        try
        {
            using BlobDownloadStreamingResult result = await Blob(key).DownloadStreamingAsync(cancellationToken: cancellationToken);
            int read = await result.Content.ReadAtLeastAsync(bytes.Whole, bytes.Whole.Length, throwOnEndOfStream: false, cancellationToken);
            if (read == bytes.Whole.Length && await result.Content.ReadAsync(new byte[1], cancellationToken) == 0 && IsEntry(bytes, key))
                return bytes;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // Somebody else removed it.
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
        bytes.Dispose();
        return null;
    }

    /// <summary>Removes an entry, if it is still the one with this tag where one is given.</summary>
    public async Task DeleteAsync(EntryKey key, ETag? tag, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(key).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = tag }, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 412)
        {
            // It is another one by now.
        }
    }

    /// <summary>Flips bits of one byte of the payload, if it is still the one with this tag.</summary>
    public async Task<ETag> FlipAsync(EntryKey key, ETag tag, int index, byte mask, CancellationToken cancellationToken)
    {
        byte[] bytes = (await Blob(key).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        bytes[LogRecordHeader.Length + index] ^= mask;
        return await UploadAsync(key, bytes, new BlobRequestConditions { IfMatch = tag }, cancellationToken);
    }

    private BlobClient Blob(EntryKey key) => container.GetBlobClient(names.Entry(key));

    private async Task<ETag> UploadAsync(EntryKey key, ReadOnlyMemory<byte> bytes, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        // In one request: it is there as a whole or not at all.
        var options = new BlobUploadOptions
        {
            Conditions = conditions,
            TransferOptions = new Azure.Storage.StorageTransferOptions { InitialTransferSize = SliverStoreLimits.PayloadBytesMax + LogRecordHeader.Length },
        };
        using Stream stream = BinaryData.FromBytes(bytes).ToStream();
        return (await Blob(key).UploadAsync(stream, options, cancellationToken)).Value.ETag;
    }

    private bool IsEntry(PooledBytes bytes, EntryKey key) =>
        LogRecordHeader.TryRead(bytes.Whole.Span, _seed, default, out LogRecordHeader header)
        && header.Kind == LogRecordKind.Put && header.Key == key && header.PayloadLength == bytes.Memory.Length
        && Checksum.Of(bytes.Memory.Span) == header.PayloadChecksum;
}
