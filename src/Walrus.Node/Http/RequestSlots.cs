using Walrus.Client.StorageNodes;

namespace Walrus.Node.Http;

/// <summary>So many costly requests of one kind run at a time; more are turned away at once (HTTP interfaces 7.5).</summary>
internal sealed class RequestSlots(int count)
{
    private readonly int _count = count;
    private int _free = count;

    /// <exception cref="StorageNodeRefusalException">Unavailable.</exception>
    public async Task UseAsync(Func<Task> request)
    {
        try
        {
            if (Interlocked.Decrement(ref _free) < 0)
                throw new StorageNodeRefusalException(StorageNodeReason.Unavailable, $"more than {_count} such requests run; please try again later");
            await request();
        }
        finally
        {
            Interlocked.Increment(ref _free);
        }
    }
}
