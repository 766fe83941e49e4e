using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using Walrus.Hosting.Transport.Memory;

namespace Walrus.Hosting.Tests.Transport;

public sealed class LendingPipeTests
{
    private const int Large = LendingPipe.MostCopiedBytes + 1;

    private readonly LendingPipe _pipe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_write_is_read_where_it_lies_and_ends_when_the_reader_lets_go()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(Large);
        Task write = _pipe.WriteAsync(bytes, Cancellation).AsTask();

        ReadResult read = await _pipe.ReadAsync(Cancellation);
        Assert.True(read.Buffer.IsSingleSegment);
        Assert.True(MemoryMarshal.TryGetArray(read.Buffer.First, out ArraySegment<byte> seen) && seen.Array == bytes);
        _pipe.AdvanceTo(read.Buffer.GetPosition(Large - 1));
        Assert.False(write.IsCompleted);

        read = await _pipe.ReadAsync(Cancellation);
        Assert.Equal(bytes[^1..], read.Buffer.ToArray());
        _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        Assert.False(_pipe.TryRead(out _));
        Task<ReadResult> waiting = _pipe.ReadAsync(Cancellation).AsTask();
        Assert.False(waiting.IsCompleted);
        _pipe.CancelPendingRead();
        read = await waiting;
        Assert.Equal(1, read.Buffer.Length);
        _pipe.AdvanceTo(read.Buffer.End);
        await write.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Small_writes_end_at_once_until_there_are_many()
    {
        byte[] bytes = [1, 2, 3];
        Task last = Task.CompletedTask;
        int ended = 0;
        for (; last.IsCompleted && ended < 1000; ended++)
            last = _pipe.WriteAsync(bytes, Cancellation).AsTask();
        bytes.AsSpan().Clear();

        Assert.InRange(ended, 2, 100);
        ReadResult read = await _pipe.ReadAsync(Cancellation);
        Assert.Equal(3 * ended, read.Buffer.Length);
        Assert.Equal([1, 2, 3], read.Buffer.Slice(0, 3).ToArray());
        _pipe.AdvanceTo(read.Buffer.End);
        await last.WaitAsync(Cancellation);
    }

    [Fact]
    public Task What_is_written_in_any_pieces_is_read_in_any_pieces() =>
        Gen.Select(Gen.Int[0, 3 * Large].Array[0, 12], Gen.Int[1, 2 * Large].Array[1, 20]).SampleAsync(async (writes, reads) =>
        {
            LendingPipe pipe = new();
            byte[] expected = RandomNumberGenerator.GetBytes(writes.Sum());
            Task writing = Task.Run(async () =>
            {
                int place = 0;
                foreach (int length in writes)
                {
                    await pipe.WriteAsync(expected.AsMemory(place, length), CancellationToken.None);
                    place += length;
                }
                pipe.End(reason: null);
            });

            List<byte> received = [];
            for (int turn = 0; ; turn++)
            {
                ReadResult read = await pipe.ReadAsync(CancellationToken.None);
                long take = Math.Min(reads[turn % reads.Length], read.Buffer.Length);
                received.AddRange(read.Buffer.Slice(0, take).ToArray());
                // Examined is what was taken, so that the rest is given again.
                pipe.AdvanceTo(read.Buffer.GetPosition(take));
                if (read.IsCompleted && take == read.Buffer.Length)
                    break;
            }
            await writing;
            return received.SequenceEqual(expected);
        }, iter: 200);

    [Fact]
    public async Task A_write_that_is_given_up_ends_only_when_nobody_reads_its_memory()
    {
        using CancellationTokenSource patience = new();
        Task write = _pipe.WriteAsync(new byte[Large], patience.Token).AsTask();
        ReadResult read = await _pipe.ReadAsync(Cancellation);
        await patience.CancelAsync();
        Assert.False(write.IsCompleted);

        _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        read = await _pipe.ReadAsync(Cancellation);
        Assert.True(read is { IsCompleted: true, Buffer.IsEmpty: true });
        await Assert.ThrowsAsync<IOException>(() => _pipe.WriteAsync(new byte[1], Cancellation).AsTask());
    }

    [Fact]
    public async Task A_write_that_nobody_reads_can_be_given_up_at_once()
    {
        using CancellationTokenSource patience = new();
        Task write = _pipe.WriteAsync(new byte[Large], patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        ReadResult read = await _pipe.ReadAsync(Cancellation);
        Assert.True(read is { IsCompleted: true, Buffer.IsEmpty: true });
    }

    [Fact]
    public async Task The_end_comes_after_what_was_sent_and_a_reason_before_it()
    {
        await _pipe.WriteAsync("ab"u8.ToArray(), Cancellation);
        _pipe.End(reason: null);
        ReadResult read = await _pipe.ReadAsync(Cancellation);
        Assert.Equal("ab"u8.ToArray(), read.Buffer.ToArray());
        Assert.True(read.IsCompleted);

        LendingPipe broken = new();
        await broken.WriteAsync("ab"u8.ToArray(), Cancellation);
        broken.End(new IOException("broken"));
        Assert.Equal("broken", (await Assert.ThrowsAsync<IOException>(() => broken.ReadAsync(Cancellation).AsTask())).Message);
    }

    [Fact]
    public async Task Who_waits_to_read_hears_of_the_end_and_of_the_reason()
    {
        Task<ReadResult> waiting = _pipe.ReadAsync(Cancellation).AsTask();
        _pipe.End(reason: null);
        Assert.True((await waiting).IsCompleted);

        LendingPipe broken = new();
        waiting = broken.ReadAsync(Cancellation).AsTask();
        broken.End(new IOException("broken"));
        await Assert.ThrowsAsync<IOException>(() => waiting);
    }

    [Fact]
    public async Task A_reader_that_is_done_ends_the_writer()
    {
        Task write = _pipe.WriteAsync(new byte[Large], Cancellation).AsTask();
        await _pipe.CompleteAsync();
        await Assert.ThrowsAsync<IOException>(() => write);
        await Assert.ThrowsAsync<IOException>(() => _pipe.WriteAsync(new byte[1], Cancellation).AsTask());
    }

    [Fact]
    public async Task What_comes_while_an_empty_read_is_under_way_is_not_lost()
    {
        Task<ReadResult> waiting = _pipe.ReadAsync(Cancellation).AsTask();
        _pipe.CancelPendingRead();
        ReadResult canceled = await waiting;
        Assert.True(canceled is { IsCanceled: true, Buffer.IsEmpty: true });
        await _pipe.WriteAsync("ab"u8.ToArray(), Cancellation);
        _pipe.AdvanceTo(canceled.Buffer.Start, canceled.Buffer.End);

        ReadResult read = await _pipe.ReadAsync(Cancellation);
        Assert.Equal("ab"u8.ToArray(), read.Buffer.ToArray());
    }

    [Fact]
    public async Task A_read_that_is_given_up_takes_nothing()
    {
        using CancellationTokenSource patience = new();
        Task<ReadResult> waiting = _pipe.ReadAsync(patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await _pipe.WriteAsync("ab"u8.ToArray(), Cancellation);
        Assert.Equal(2, (await _pipe.ReadAsync(Cancellation)).Buffer.Length);
        Assert.Throws<InvalidOperationException>(() => _pipe.TryRead(out _));
    }
}
