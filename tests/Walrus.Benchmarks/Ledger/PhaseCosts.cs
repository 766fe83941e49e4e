using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Transactions;
using Walrus.Storage.Journals;

namespace Walrus.Benchmarks.Ledger;

/// <summary>Processor time of each step that a transaction goes through, one step after the other on one thread.</summary>
internal sealed class PhaseCosts(BenchmarkNetwork network, string folder)
{
    private const int BlockSize = 512;

    private readonly List<(string Phase, Cost Cost)> _costs = [];

    public async Task RunAsync(string title, params byte[][][] loads)
    {
        _costs.Clear();
        LedgerMachine producer = new(network.Genesis, new CertificateVerifier());
        LedgerMachine replica = new(network.Genesis, new CertificateVerifier());
        foreach (byte[][] load in loads[..^1])
            Replay(producer, replica, load);
        await MeasureAsync(producer, replica, loads[^1]);
        Report(title, loads[^1].Length, loads[^1].Sum(static bytes => (long)bytes.Length));
    }

    private static void Replay(LedgerMachine producer, LedgerMachine replica, byte[][] load)
    {
        foreach (byte[][] chunk in load.Chunk(BlockSize))
            replica.Apply(producer.Produce([.. chunk.Select(bytes => SignedTransaction.FromBytes(bytes))], 0).Block);
    }

    private async Task MeasureAsync(LedgerMachine producer, LedgerMachine replica, byte[][] load)
    {
        SignedTransaction[] transactions = [];
        Measure("decode", () => transactions = [.. load.Select(static bytes => SignedTransaction.FromBytes(bytes))]);
        Measure("signatures", () => Require(transactions.All(static transaction => transaction.HasValidSignature)));
        List<ProducedBlock> blocks = [];
        Measure("produce: execution and roots", () => blocks.AddRange(transactions.Chunk(BlockSize).Select(chunk => producer.Produce(chunk, 0))));
        Require(blocks.All(static block => block.Outcomes.All(static outcome => outcome.Effects is { Status.IsOk: true })));
        BlockRoots roots = new();
        Measure("  of which roots", () => Require(blocks.All(block =>
            roots.OfTransactions([.. block.Outcomes.Select(static outcome => outcome.Effects!)]) == block.Block.Header.TransactionRoot
            && roots.OfEvents(block.Events) == block.Block.Header.EventRoot)));
        Measure("effects to bytes", () => Require(blocks.All(static block => block.Outcomes.All(static outcome => BcsFormat.ToBytes(outcome.Effects!).Length > 0))));
        byte[][] entries = [];
        Measure("block to bytes", () => entries = [.. blocks.Select(static block => BcsFormat.ToBytes<JournalEntry>(new JournalEntry.Appended(block.Block)))]);
        await MeasureJournalAsync(entries);
        Block[] read = [];
        Measure("replica: decode", () => read = [.. entries.Select(static bytes => ((JournalEntry.Appended)BcsFormat.FromBytes<JournalEntry>(bytes)).Block)]);
        Measure("replica: signatures", () => Require(read.All(static block => block.Transactions.All(static transaction => transaction.HasValidSignature))));
        Measure("replica: execution", () => Array.ForEach(read, block => replica.Apply(block)));
        Require(replica.StateHash() == producer.StateHash());
    }

    private async Task MeasureJournalAsync(byte[][] entries)
    {
        await using LocalLedgerJournal journal = new(Path.Combine(folder, "phases-" + entries.GetHashCode()));
        long head = await journal.AcquireWriterAsync();
        CostMeter meter = CostMeter.Start();
        foreach (byte[] entry in entries)
            head = await journal.AppendAsync(head, [entry]);
        _costs.Add(("journal append with fsync", meter.Stop()));
    }

    private void Measure(string phase, Action work) => _costs.Add((phase, Cost.Of(work)));

    private void Report(string title, int count, long bytes)
    {
        Console.WriteLine($"\n{title}: {count} transactions of {bytes / count} bytes, blocks of {BlockSize}; per transaction:");
        Console.WriteLine($"  {"step",-32}{"CPU µs",10}{"wall µs",10}{"allocated",12}");
        foreach ((string phase, Cost cost) in _costs)
            Console.WriteLine($"  {phase,-32}{cost.Cpu.TotalMicroseconds / count,10:F2}{cost.Wall.TotalMicroseconds / count,10:F2}{cost.AllocatedBytes / count,12:N0}");
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("The load did not do what it should.");
    }
}
