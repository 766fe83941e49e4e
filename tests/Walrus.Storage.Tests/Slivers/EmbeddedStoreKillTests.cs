using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>A real process that writes in a loop is killed at a random moment, again and again, on one store.</summary>
public sealed class EmbeddedStoreKillTests : IDisposable
{
    private const int Kills = 5;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_flushed_is_lost_and_nothing_is_wrong()
    {
        var random = new Random(42);
        HashSet<int> done = [];
        int next = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            next = await RunAndKillAsync(next, random.Next(3, 25), done);
            await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(
                SecondProcess.StoreOf(_folder.Path), EmbeddedStoreWriter.Options, Cancel);
            Assert.Equal((0, 0), (store.GetStatistics().DamagedRecords, store.GetStatistics().IndexRebuilds));
            for (int round = 0; round < next; round++)
                await CheckAsync(store, round, done);
        }
        Assert.InRange(done.Count, Kills, next);
    }

    /// <summary>Returns the round that follows the last one begun.</summary>
    private async Task<int> RunAndKillAsync(int first, int rounds, HashSet<int> done)
    {
        await using SecondProcess writer = SecondProcess.StartWriting(_folder.Path, first);
        List<string> said = [];
        while (said.Count < rounds * 2)
            said.Add(Assert.IsType<string>(await writer.ReadAsync(Cancel)));
        said.AddRange(await writer.KillAsync(Cancel));
        int last = first;
        foreach (string[] words in said.Select(line => line.Split(' ')))
        {
            last = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            if (words[0] == "done")
                done.Add(last);
        }
        return last + 2;
    }

    private static async Task CheckAsync(EmbeddedSliverStore store, int round, HashSet<int> done)
    {
        byte[]? metadata = await Bytes.TakeAsync(store.ReadMetadataAsync(EmbeddedStoreWriter.BlobOf(round), Cancel));
        bool deleted = EmbeddedStoreWriter.DeletedBy(round + 2) == round && done.Contains(round + 2);
        bool mayBeDeleted = EmbeddedStoreWriter.DeletedBy(round + 2) == round;
        Assert.True(metadata is null || metadata.AsSpan().SequenceEqual(EmbeddedStoreWriter.MetadataOf(round)), $"Metadata of round {round} is wrong.");
        if (done.Contains(round) && !mayBeDeleted)
            Assert.True(metadata is not null, $"Round {round} was flushed and its metadata is missing.");
        Assert.False(deleted && metadata is not null, $"Round {round} was deleted and is back.");
        foreach (SliverKey key in EmbeddedStoreWriter.Keys(round))
        {
            byte[]? sliver = await Bytes.TakeAsync(store.ReadSliverAsync(key, Cancel));
            Assert.True(sliver is null || sliver.AsSpan().SequenceEqual(EmbeddedStoreWriter.PayloadOf(key)), $"{key} is wrong.");
            if (done.Contains(round) && !mayBeDeleted)
                Assert.True(sliver is not null, $"{key} was flushed and is missing.");
            Assert.False(deleted && sliver is not null, $"{key} was deleted and is back.");
        }
    }
}
