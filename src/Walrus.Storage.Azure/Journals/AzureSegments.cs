using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Walrus.Storage.Journals;

/// <summary>The segments of a journal as blobs of a container: listed, created, appended to under a condition.</summary>
internal sealed class AzureSegments(BlobContainerClient container, string prefix)
{
    // Heads are written once and never change.
    private readonly ConcurrentDictionary<long, AzureSegmentHead> _heads = new();

    /// <summary>Where they are, for messages.</summary>
    public Uri Where => container.Uri;

    /// <summary>A segment's blob.</summary>
    public AppendBlobClient Blob(long number) => container.GetAppendBlobClient(AzureSegmentHead.BlobName(prefix, number));

    /// <summary>Creates the container when it is not there.</summary>
    public Task CreateContainerAsync(CancellationToken cancellationToken) =>
        AskAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    /// <summary>Numbers of all segments, ascending; none when there is no container.</summary>
    public async Task<List<long>> ListAsync(CancellationToken cancellationToken)
    {
        List<long> numbers = [];
        try
        {
            await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
            {
                if (AzureSegmentHead.TryParseName(prefix, blob.Name, out long number))
                    numbers.Add(number);
            }
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }
        catch (Exception error) when (AzureErrors.IsFailure(error))
        {
            throw AzureErrors.Unreachable(container.Uri, error);
        }
        return numbers;
    }

    /// <summary>A segment's head; null when the segment does not exist or was not begun.</summary>
    public async Task<AzureSegmentHead?> FindHeadAsync(long number, CancellationToken cancellationToken)
    {
        if (_heads.TryGetValue(number, out AzureSegmentHead? known))
            return known;
        try
        {
            byte[] bytes = new byte[AzureSegmentHead.Length];
            using var file = new AzureJournalFile(Blob(number));
            int read = await file.ReadAsync(0, bytes, cancellationToken);
            if (AzureSegmentHead.Read(bytes.AsSpan(0, read), Blob(number).Name) is { } head)
                return _heads[number] = head;
            return read == 0 ? null : throw Corrupted(number, 0, "the segment's header is incomplete or damaged");
        }
        catch (IOException error) when (error.InnerException is RequestFailedException { Status: 404 })
        {
            return null;
        }
    }

    /// <summary>Creates a segment and writes its head, unless somebody has done so.</summary>
    /// <returns>False when somebody else has begun it.</returns>
    public async Task<bool> CreateAsync(long number, AzureSegmentHead head)
    {
        AppendBlobClient blob = Blob(number);
        try
        {
            await blob.CreateAsync(new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } });
        }
        catch (RequestFailedException error) when (AzureErrors.IsConditionNotMet(error))
        {
            // It was created and perhaps not begun: its first append decides who does.
        }
        return await AppendAsync(number, 0, head.ToBytes(), CancellationToken.None);
    }

    /// <summary>Appends one block if the blob is as long as expected.</summary>
    /// <returns>False when it is not: another writer was here, and nothing of this block was written.</returns>
    /// <exception cref="RequestFailedException">Whether it was written is unknown.</exception>
    public async Task<bool> AppendAsync(long number, long offset, ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        AppendBlobClient blob = Blob(number);
        try
        {
            using Stream stream = BinaryData.FromBytes(block).ToStream();
            var conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = offset };
            await blob.AppendBlockAsync(stream, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == 412)
        {
            // A repeated request may have met itself: the first one had arrived and its answer was lost.
            byte[] there = new byte[block.Length];
            using var file = new AzureJournalFile(blob);
            int read = await file.ReadAsync(offset, there, cancellationToken);
            return read == there.Length && block.Span.SequenceEqual(there);
        }
    }

    /// <summary>Ends a segment at its present end, so that nobody can append at the place he remembers.</summary>
    public async Task SealAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            AppendBlobClient blob = Blob(number);
            for (bool sealedNow = false; !sealedNow;)
            {
                long length = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength;
                sealedNow = await AppendAsync(number, length, AzureSegmentHead.Seal, cancellationToken);
            }
        }
        catch (RequestFailedException error) when (error.ErrorCode == "BlockCountExceedsLimit")
        {
            // Nobody can append to it any more anyway.
        }
    }

    /// <summary>How many blocks a segment has.</summary>
    public async Task<int> CountBlocksAsync(long number, CancellationToken cancellationToken) =>
        (await AskAsync(() => Blob(number).GetPropertiesAsync(cancellationToken: cancellationToken))).Value.BlobCommittedBlockCount;

    /// <summary>The error for damage in a segment.</summary>
    public JournalCorruptedException Corrupted(long number, long offset, string what) => new(Blob(number).Name, offset, what);

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (AzureErrors.IsFailure(error))
        {
            throw AzureErrors.Unreachable(container.Uri, error);
        }
    }
}
