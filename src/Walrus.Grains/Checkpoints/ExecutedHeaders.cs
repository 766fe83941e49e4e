using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// Headers that this process computed by executing the blocks. The last few thousand are kept, and all of the blocks that changed the
/// epoch. Thread-safe.
/// </summary>
public sealed class ExecutedHeaders
{
    private const int Kept = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, BlockHeader> _recent = [];
    private readonly Dictionary<ulong, BlockHeader> _turns = [];
    private readonly HashSet<ulong> _made = [];
    private readonly SortedDictionary<Epoch, OpenTurn> _open = [];
    private TaskCompletionSource _turned = NewSignal();

    private sealed record OpenTurn(EpochTurn Turn, TaskCompletionSource Settled);

    /// <summary>The header at a height, if it is recent or changed the epoch.</summary>
    public BlockHeader? Find(ulong height)
    {
        lock (_lock)
            return _recent.GetValueOrDefault(height) ?? _turns.GetValueOrDefault(height);
    }

    /// <summary>Whether the block at a height was made by this process, and its bytes executed by nobody here.</summary>
    internal bool IsMadeHere(ulong height)
    {
        lock (_lock)
            return _made.Contains(height);
    }

    /// <summary>Changes of epoch whose hand-over is not kept yet, oldest first.</summary>
    public IReadOnlyList<EpochTurn> OpenTurns()
    {
        lock (_lock)
            return [.. _open.Values.Select(static open => open.Turn)];
    }

    /// <summary>The change out of an epoch, as long as its hand-over is not kept.</summary>
    public EpochTurn? FindOpenTurn(Epoch epoch)
    {
        lock (_lock)
            return _open.GetValueOrDefault(epoch)?.Turn;
    }

    /// <summary>Completes at the next change of epoch that is executed after this call.</summary>
    public Task NextTurn()
    {
        lock (_lock)
            return _turned.Task;
    }

    /// <summary>Completes when the hand-over out of an epoch is kept; at once when none is to be gathered here.</summary>
    public Task WhenSettled(Epoch epoch)
    {
        lock (_lock)
            return _open.GetValueOrDefault(epoch)?.Settled.Task ?? Task.CompletedTask;
    }

    /// <summary>The hand-over out of this epoch is kept.</summary>
    public void Settle(Epoch epoch)
    {
        lock (_lock)
        {
            if (_open.Remove(epoch, out OpenTurn? open))
                open.Settled.SetResult();
        }
    }

    /// <summary>Takes changes of epoch that this process executed in an earlier run, and of which the hand-over was not kept then.</summary>
    internal void Reopen(IEnumerable<EpochTurn> turns)
    {
        lock (_lock)
        {
            foreach (EpochTurn turn in turns)
                Open(turn);
        }
    }

    /// <summary>Takes the head that <paramref name="machine"/> has just reached.</summary>
    internal void Add(LedgerMachine machine, BlockOrigin origin)
    {
        BlockHeader header = machine.Head.Header;
        EpochTurn? turn = EpochTurn.At(machine);
        lock (_lock)
        {
            _recent[header.Height] = header;
            _recent.Remove(header.Height - Kept);
            if (origin == BlockOrigin.Orderer)
                _made.Add(header.Height);
            if (!_turns.ContainsKey(header.Height - Kept))
                _made.Remove(header.Height - Kept);
            if (turn is null)
                return;
            Open(turn);
            _turned.SetResult();
            _turned = NewSignal();
        }
    }

    private void Open(EpochTurn turn)
    {
        _turns[turn.Header.Height] = turn.Header;
        _open[turn.Header.Epoch] = new OpenTurn(turn, _open.GetValueOrDefault(turn.Header.Epoch)?.Settled ?? NewSignal());
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
