using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Founding;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Journals;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Tests.Ledger;

/// <summary>In the orderer's process nodes sign what the journal's bytes give, and not what the orderer says that they give.</summary>
public sealed class LedgerReplayTests : IAsyncDisposable
{
    private readonly KeyRing _keys = new(folder: null, seed: 21);
    private readonly NetworkClock _clock = new(TimeProvider.System, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryLedgerJournal _journal = new();
    private readonly MemorySliverStore _slivers = new();
    private readonly MemoryCheckpointStore _store = new();
    private readonly CurtainedJournal _bytes;
    private readonly LedgerFounding _founding;
    private readonly LedgerReplay _replay;
    private readonly LedgerReplica _replica;

    public LedgerReplayTests()
    {
        _founding = new LedgerFounding(NetworkFounder.Found(Plan(), _keys), new BlsAggregateVerifier());
        _bytes = new CurtainedJournal(_journal);
        _replay = new LedgerReplay(_bytes, _founding, _clock);
        _replica = new LedgerReplica(_journal, _founding, _clock, replay: _replay);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _replay.StopAsync(default);
        _replay.Dispose();
        _replica.Dispose();
        await _journal.DisposeAsync();
        await _slivers.DisposeAsync();
    }

    [Fact]
    public async Task A_block_is_signed_when_its_bytes_were_executed_and_not_before()
    {
        await using LedgerSequencer orderer = await StartAsync();
        _bytes.Shown = await orderer.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        BlockHeader first = Head;
        Assert.Equal(first, await SignAsync(first.Height));

        await orderer.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        Assert.Null(await SignAsync(Head.Height));
        _bytes.Shown = long.MaxValue;
        Assert.Equal(Head, await SignAsync(Head.Height));
    }

    [Fact]
    public async Task A_block_whose_bytes_give_something_else_ends_the_process_and_is_not_signed()
    {
        _bytes.Forge = static block => block with { Header = block.Header with { AvailabilityRoot = block.Header.Previous } };
        _bytes.Shown = long.MaxValue;
        await using LedgerSequencer orderer = await StartAsync();
        await orderer.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<LedgerDivergedException>(() => _replay.ExecuteTask!);
        await Assert.ThrowsAsync<LedgerDivergedException>(() => SignAsync(Head.Height));
    }

    [Fact]
    public async Task What_was_read_from_the_journal_is_signed_without_a_second_execution()
    {
        await using (LedgerSequencer orderer = await StartAsync())
            await orderer.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        // Nothing but the genesis can be read by a replay here.
        using LedgerReplay replay = new(_bytes, _founding, _clock);
        using LedgerReplica other = new(_journal, _founding, _clock, replay: replay);
        await other.StartAsync(Cancel);
        await other.CatchUpAsync(Cancel);
        Assert.True(_replica.Headers.IsMadeHere(Head.Height));
        Assert.Equal(Head, await SignAsync(Head.Height, other, replay));
        Assert.Null(await SignAsync(Head.Height));
        await other.StopAsync(Cancel);
    }

    private BlockHeader Head => _replica.Read(static machine => machine.Head.Header);

    private async Task<LedgerSequencer> StartAsync()
    {
        await _replay.StartAsync(Cancel);
        return await LedgerSequencer.StartAsync(_journal, _founding, _replica, _clock, new LedgerSequencerOptions(), NullLogger.Instance, Cancel);
    }

    /// <summary>The header that a node signs at a height, or null if it signs none.</summary>
    private Task<BlockHeader?> SignAsync(ulong height) => SignAsync(height, _replica, _replay);

    private async Task<BlockHeader?> SignAsync(ulong height, LedgerReplica replica, LedgerReplay replay)
    {
        LedgerArchive archive = new(_journal, replica);
        CheckpointSigner signer = new(replica, archive, _store, new CheckpointGuard(_store, replica, archive), _clock, replay);
        if (await signer.SignAsync(Node(), height) is not { } signed)
            return null;
        BlockHeader header = replica.Headers.Find(height)!;
        Assert.Equal(Checkpoint.MessageOf(header).ToBytes(), BcsFormat.FromBytes<SignedMessage>(signed).SerializedMessage.ToArray());
        return header;
    }

    private LocalNode Node()
    {
        string name = NetworkFounder.NodeName(0);
        return new LocalNode
        {
            Name = name, Index = 0, Url = new Uri("http://node-0.test"), ProtocolKey = _keys.Protocol(name), Account = _keys.Account(name), Store = _slivers,
        };
    }

    private static NetworkPlan Plan() => new()
    {
        Shards = 4,
        Epoch = TimeSpan.FromDays(1),
        NodeUrls = [.. Enumerable.Range(0, 4).Select(static index => new Uri($"http://node-{index}.test"))],
        Capacity = 1L << 40,
        Development = true,
    };

    /// <summary>A journal of which only so many entries can be read, and whose blocks may be others than were written.</summary>
    private sealed class CurtainedJournal(ILedgerJournal inner) : ILedgerJournal
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _shown = 1;

        public Func<Block, Block> Forge { get; set; } = static block => block;

        public long Shown
        {
            get => Volatile.Read(ref _shown);
            set
            {
                Volatile.Write(ref _shown, value);
                lock (_lock)
                {
                    _drawn.SetResult();
                    _drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }

        public async IAsyncEnumerable<JournalRecord> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (JournalRecord record in inner.ReadAsync(from, cancellationToken))
            {
                if (record.Position >= Shown)
                    yield break;
                yield return BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span) is JournalEntry.Appended appended
                    ? new JournalRecord(record.Position, BcsFormat.ToBytes<JournalEntry>(new JournalEntry.Appended(Forge(appended.Block))))
                    : record;
            }
        }

        public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default)
        {
            await inner.WaitForAppendAsync(position, cancellationToken);
            while (true)
            {
                Task drawn;
                lock (_lock)
                    drawn = _drawn.Task;
                if (Shown > position)
                    return;
                await drawn.WaitAsync(cancellationToken);
            }
        }

        public async ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default) => Math.Min(Shown, await inner.GetHeadAsync(cancellationToken));

        public ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default) => inner.AcquireWriterAsync(cancellationToken);

        public ValueTask ReleaseWriterAsync() => inner.ReleaseWriterAsync();

        public ValueTask<long> AppendAsync(long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default) =>
            inner.AppendAsync(expectedPosition, records, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
