using System.Threading.Channels;

namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// The one writer of a store and the bounded queue before it. Puts that wait together are written together; everything else runs
/// alone, in its turn.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    // Header and payload of each put must fit one gathering write of the system (1024 pieces).
    private const int BatchCountMax = 500;

    private readonly Channel<IWriteRequest> _requests;
    private readonly int _batchBytes;
    private readonly Func<List<PutRequest>, ValueTask> _putAll;
    private readonly Task _writer;

    /// <param name="length">Requests that may wait.</param>
    /// <param name="batchBytes">Bytes of payload after which a batch is full.</param>
    /// <param name="putAll">Writes a batch and completes its requests; must not throw.</param>
    public WriteQueue(int length, int batchBytes, Func<List<PutRequest>, ValueTask> putAll)
    {
        _requests = Channel.CreateBounded<IWriteRequest>(new BoundedChannelOptions(length) { SingleReader = true });
        _batchBytes = batchBytes;
        _putAll = putAll;
        _writer = Task.Run(WriteAllAsync);
    }

    /// <summary>Waits for room and for the put.</summary>
    public async ValueTask<bool> PutAsync(PutRequest request, CancellationToken cancellationToken)
    {
        await EnqueueAsync(request, cancellationToken);
        return await request.Task;
    }

    /// <summary>Waits for room and runs the work in the writer's turn.</summary>
    public async ValueTask RunAsync(Func<ValueTask> work, CancellationToken cancellationToken = default)
    {
        var request = new ExclusiveRequest(work);
        await EnqueueAsync(request, cancellationToken);
        await request.Task;
    }

    /// <summary>Takes no more requests and waits for those that are in.</summary>
    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _writer;
    }

    private async ValueTask EnqueueAsync(IWriteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await _requests.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(EmbeddedSliverStore));
        }
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<PutRequest>();
        while (await _requests.Reader.WaitToReadAsync())
        {
            ExclusiveRequest? exclusive = TakeBatch(batch);
            if (batch.Count > 0)
                await _putAll(batch);
            batch.Clear();
            if (exclusive is not null)
                await exclusive.RunAsync();
        }
    }

    /// <summary>Takes puts until the batch is full or something else comes, which is returned.</summary>
    private ExclusiveRequest? TakeBatch(List<PutRequest> batch)
    {
        long bytes = 0;
        while (bytes < _batchBytes && batch.Count < BatchCountMax && _requests.Reader.TryRead(out IWriteRequest? request))
        {
            if (request is not PutRequest put)
                return (ExclusiveRequest)request;
            batch.Add(put);
            bytes += put.Payload.Length;
        }
        return null;
    }
}
