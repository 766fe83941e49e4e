using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers;

/// <summary>The blob that holds a store's random identity.</summary>
internal sealed class AzureIdentity(BlobClient blob)
{
    /// <summary>The identity that is there, or a new one; of several processes that create it one wins.</summary>
    public async Task<Guid> FindOrCreateAsync(Func<Guid> newId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                byte[] bytes = (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
                return LogFormat.TryRead(bytes, blob.Name, number: 0, out Guid storeId)
                    ? storeId
                    : throw new StorageFormatException($"{blob.Name} is not the identity of a sliver store.");
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                await TryCreateAsync(newId(), cancellationToken);
            }
        }
    }

    /// <summary>Puts another identity in its place.</summary>
    public Task ReplaceAsync(Guid storeId, CancellationToken cancellationToken) =>
        blob.UploadAsync(BinaryData.FromBytes(LogFormat.Header(storeId, number: 0)), overwrite: true, cancellationToken);

    private async Task TryCreateAsync(Guid storeId, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(BinaryData.FromBytes(LogFormat.Header(storeId, number: 0)), options, cancellationToken);
        }
        catch (RequestFailedException error) when (AzureErrors.IsConditionNotMet(error))
        {
            // Somebody was faster: his is read next.
        }
    }
}
