using Walrus.Storage.Snapshots;

namespace Walrus.Storage.Tests.Snapshots;

/// <summary>What every kind of snapshot store does, run for each of them.</summary>
public abstract class LedgerSnapshotsConformance
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ILedgerSnapshots Store { get; }

    [Fact]
    public async Task Frames_come_back_as_they_were_written()
    {
        byte[][] frames = [Bytes.Random(1, 3_000_000), [], [7], Bytes.Random(2, 100)];
        await Store.WriteAsync(5, Pieces(frames), Cancel);
        Assert.Equal([5], await Store.ListAsync(Cancel));
        Assert.Equal(frames, await FramesAsync(Store, 5));
    }

    [Fact]
    public async Task The_newest_two_are_kept()
    {
        foreach (long position in new long[] { 3, 10, 9, 2_000_000_000_000 })
            await Store.WriteAsync(position, Pieces([[(byte)position]]), Cancel);
        Assert.Equal([2_000_000_000_000, 10], await Store.ListAsync(Cancel));
        await Assert.ThrowsAsync<FileNotFoundException>(() => FramesAsync(Store, 3));
    }

    [Fact]
    public async Task One_of_the_same_position_takes_the_place_of_the_other()
    {
        await Store.WriteAsync(1, Pieces([[1]]), Cancel);
        await Store.WriteAsync(1, Pieces([[2], [3]]), Cancel);
        Assert.Equal([1], await Store.ListAsync(Cancel));
        Assert.Equal([[2], [3]], await FramesAsync(Store, 1));
    }

    [Fact]
    public async Task One_that_is_given_up_or_fails_leaves_the_others_alone()
    {
        await Store.WriteAsync(1, Pieces([[1]]), Cancel);
        using CancellationTokenSource giveUp = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(2, CancelAfterOne(giveUp), giveUp.Token).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.WriteAsync(3, Failing(), Cancel).AsTask());
        Assert.Equal([1], await Store.ListAsync(Cancel));
        Assert.Equal([[1]], await FramesAsync(Store, 1));
        await Store.WriteAsync(4, Pieces([[4]]), Cancel);
        Assert.Equal([4, 1], await Store.ListAsync(Cancel));
    }

    protected static async Task<List<byte[]>> FramesAsync(ILedgerSnapshots store, long position)
    {
        List<byte[]> frames = [];
        await foreach (ReadOnlyMemory<byte> frame in store.ReadAsync(position, Cancel))
            frames.Add(frame.ToArray());
        return frames;
    }

    /// <summary>Frames in one buffer that is used again, as the ledger gives them.</summary>
    protected static IEnumerable<ReadOnlyMemory<byte>> Pieces(byte[][] frames)
    {
        byte[] buffer = new byte[frames.Max(static frame => frame.Length)];
        foreach (byte[] frame in frames)
        {
            frame.CopyTo(buffer, 0);
            yield return buffer.AsMemory(0, frame.Length);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> CancelAfterOne(CancellationTokenSource giveUp)
    {
        yield return new byte[1];
        giveUp.Cancel();
        yield return new byte[1];
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Failing()
    {
        yield return new byte[1];
        throw new InvalidOperationException("The state could not be written.");
    }
}
