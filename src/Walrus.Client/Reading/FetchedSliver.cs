using Walrus.Client.Buffers;
using Walrus.Core.Slivers;

namespace Walrus.Client.Reading;

/// <summary>A sliver that verified, in the pooled buffer it arrived in.</summary>
internal sealed class FetchedSliver(PooledBytes body, Sliver sliver) : IDisposable
{
    public Sliver Sliver => sliver;

    public void Dispose() => body.Dispose();
}
