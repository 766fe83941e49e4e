using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers.Index;

/// <summary>Opens the books that belong to a log, and brings them up to it: from the index when it holds, else from the segments.</summary>
internal sealed class IndexOpening(
    IndexFiles files, IReadOnlyList<LogSegment> segments, IReadOnlyList<LogSegment> headless, Guid storeId)
{
    private readonly uint _seed = LogFormat.SeedOf(storeId);

    /// <summary>What the walk found.</summary>
    public LogRecovery Recovery { get; private set; } = null!;

    /// <summary>Whether the index had to be made anew although there was one.</summary>
    public bool WasRebuilt { get; private set; }

    /// <summary>Opens the newest index if it fits the log, else makes another.</summary>
    public async ValueTask<SliverBooks> OpenAsync(CancellationToken cancellationToken)
    {
        if (await TryAsync(() => files.OpenNewest(storeId), cancellationToken) is not { } books)
            return await RebuildAsync(cancellationToken);
        files.RemoveOld();
        return books;
    }

    /// <summary>Makes an index anew from the segments.</summary>
    public async ValueTask<SliverBooks> RebuildAsync(CancellationToken cancellationToken)
    {
        WasRebuilt = true;
        SliverBooks books = await TryAsync(() => files.Create(storeId), cancellationToken)
            ?? await TryAsync(() => IndexFiles.CreateInMemory(storeId), cancellationToken)
            ?? throw new InvalidOperationException("An empty index in memory fits every log.");
        files.RemoveOld();
        return books;
    }

    private async ValueTask<SliverBooks?> TryAsync(Func<SliverBooks> open, CancellationToken cancellationToken)
    {
        SliverBooks? books = null;
        try
        {
            books = open();
            Recovery = new LogRecovery(books, _seed, headless);
            if (await Recovery.RunAsync(segments, cancellationToken))
                return books;
        }
        catch (IndexFailedException)
        {
            // The segments hold everything that the index holds.
        }
        catch
        {
            books?.Dispose();
            throw;
        }
        books?.Dispose();
        return null;
    }
}
