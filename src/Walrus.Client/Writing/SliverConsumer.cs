using System.Threading.Channels;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Writing;

/// <summary>One node's place in a common encoding: takes the batches that have pairs for it, until it leaves.</summary>
internal sealed class SliverConsumer(IReadOnlyCollection<SliverPairIndex> pairs)
{
    private readonly Channel<SliverBatch> _batches = Channel.CreateUnbounded<SliverBatch>(new UnboundedChannelOptions { SingleReader = true });

    public IReadOnlyCollection<SliverPairIndex> Pairs => pairs;

    public bool HasLeft { get; private set; }

    /// <summary>The batches; the receiver disposes each.</summary>
    public IAsyncEnumerable<SliverBatch> ReadAllAsync(CancellationToken cancellation) => _batches.Reader.ReadAllAsync(cancellation);

    /// <summary>Hands over a reference, if the batch is of use.</summary>
    public void Offer(SliverBatch batch)
    {
        if (!pairs.Any(batch.Contains))
            return;
        batch.AddReference();
        if (!_batches.Writer.TryWrite(batch))
            batch.Dispose();
    }

    /// <summary>There are no more batches, because of <paramref name="failure"/> if given.</summary>
    public void Complete(Exception? failure) => _batches.Writer.TryComplete(failure);

    /// <summary>Takes no more; what was not read is given back.</summary>
    public void Leave()
    {
        HasLeft = true;
        _batches.Writer.TryComplete();
        while (_batches.Reader.TryRead(out SliverBatch? batch))
            batch.Dispose();
    }
}
