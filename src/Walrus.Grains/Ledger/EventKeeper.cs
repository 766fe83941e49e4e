using Microsoft.Extensions.Logging;
using Walrus.Core.Bcs;
using Walrus.Ledger;
using Walrus.Ledger.Events;
using Walrus.Storage;
using Walrus.Storage.Events;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Keeps what the machine no longer remembers: after every block its events go to the log. When the log fails, the ledger goes on without
/// it; the next start begins it anew where its snapshot ends. Used by whoever moves the machine on.
/// </summary>
internal sealed partial class EventKeeper(ILedgerEventLog log, ILogger logger)
{
    private const int RunBytes = 256 << 10;

    private readonly BcsWriter _bytes = new(1 << 16);
    private bool _begun;
    private bool _failed;

    /// <summary>Appends the events that the log does not have yet. Called with a machine that has just begun, and then after every block.</summary>
    public async ValueTask FollowAsync(LedgerMachine machine)
    {
        if (_failed)
            return;
        try
        {
            if (!_begun)
                await log.GoOnFromAsync(StartOf(machine));
            _begun = true;
            if (machine.NextEventPosition > log.Next)
                await log.AppendAsync(RunsOf(machine.Events(log.Next, int.MaxValue)));
        }
        catch (Exception failure) when (IsOfStorage(failure))
        {
            Fail(failure);
        }
    }

    /// <summary>Makes what was appended durable: a snapshot that skips these blocks may be written now.</summary>
    public async ValueTask FlushAsync()
    {
        if (_failed)
            return;
        try
        {
            await log.FlushAsync();
        }
        catch (Exception failure) when (IsOfStorage(failure))
        {
            Fail(failure);
        }
    }

    private static bool IsOfStorage(Exception failure) => failure is StorageException or IOException or UnauthorizedAccessException;

    // The events of block 0 are remembered; a machine that was restored remembers none before its next block.
    private static EventLogStart StartOf(LedgerMachine machine) =>
        machine.Head.Height == 0 ? default : new EventLogStart(machine.NextEventPosition, machine.Head.Height + 1);

    private List<EventRun> RunsOf(IReadOnlyList<LedgerEvent> events)
    {
        _bytes.Clear();
        List<(int Index, int Offset)> begins = [];
        for (int i = 0; i < events.Count; i++)
        {
            int length = _bytes.Written.Length;
            if (i == 0 || events[i].Height != events[i - 1].Height || length - begins[^1].Offset > RunBytes)
                begins.Add((i, length));
            _bytes.Value(events[i]);
        }

        // Cut only now: the buffer moves while it grows.
        begins.Add((events.Count, _bytes.Written.Length));
        List<EventRun> runs = [];
        foreach (((int index, int offset), (int end, int behind)) in begins.Zip(begins.Skip(1)))
            runs.Add(new EventRun(events[index].Position, (uint)(end - index), events[index].Height, _bytes.Written[offset..behind]));
        return runs;
    }

    private void Fail(Exception failure)
    {
        _failed = true;
        Log.NotKept(logger, log.Next, failure);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Events from position {Position} on are no longer kept until this process starts again; only the newest can be read.")]
        public static partial void NotKept(ILogger logger, ulong position, Exception failure);
    }
}
