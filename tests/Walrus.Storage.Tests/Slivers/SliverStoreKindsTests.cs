using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

public sealed class MemorySliverStoreTests : SliverStoreConformance
{
    protected override ValueTask<ISliverStore> CreateAsync() => ValueTask.FromResult<ISliverStore>(new MemorySliverStore());
}

public sealed class EmbeddedSliverStoreTests : SliverStoreConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override async ValueTask<ISliverStore> CreateAsync() => await EmbeddedSliverStore.OpenAsync(_folder.Path, cancellationToken: Cancel);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Segments so small that most batches begin a new one, and a queue that is always full.</summary>
public sealed class EmbeddedSliverStoreWithSmallSegmentsTests : SliverStoreConformance
{
    private readonly MemoryDevice _device = new();

    protected override async ValueTask<ISliverStore> CreateAsync() =>
        await EmbeddedSliverStore.OpenAsync(_device, null, new EmbeddedStoreOptions { SegmentBytes = 600, QueueLength = 2 }, Cancel);
}
