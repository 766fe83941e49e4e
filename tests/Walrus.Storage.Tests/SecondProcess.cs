using System.Diagnostics;
using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests;

/// <summary>This program started once more, to hold a journal and a sliver store open, or to append, until it is killed.</summary>
internal sealed class SecondProcess : IAsyncDisposable
{
    private const string FolderVariable = "WALRUS_STORAGE_TESTS_HOLD";
    private const string WritingVariable = "WALRUS_STORAGE_TESTS_WRITE";
    private const string KillingVariable = "WALRUS_STORAGE_TESTS_KILL";
    private const string FillingVariable = "WALRUS_STORAGE_TESTS_FILL";

    private readonly Process _process;

    private SecondProcess(Process process) => _process = process;

    public static string JournalOf(string folder) => Path.Combine(folder, "journal");

    public static string StoreOf(string folder) => Path.Combine(folder, "store");

    /// <summary>Returns once the other process holds both.</summary>
    public static async Task<SecondProcess> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[FolderVariable] = folder;
        Process process = Process.Start(start)!;
        string? line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.Equal("holding", line);
        return new SecondProcess(process);
    }

    /// <summary>
    /// Starts a process that puts, ends, deletes and flushes in a loop from a seed, and says each number once its flush has returned.
    /// </summary>
    public static SecondProcess StartWriting(string folder, int seed)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.Environment[FolderVariable] = folder;
        start.Environment[WritingVariable] = $"{seed}";
        return new SecondProcess(Process.Start(start)!);
    }

    /// <summary>Starts a process that fills journal and store until the system lets no file grow beyond so many KiB, then reads what they hold.</summary>
    public static SecondProcess StartFilling(string folder, int kilobytes)
    {
        // The system's signal would end the process; without it the write fails, as on a full disk.
        string[] limited = ["-c", $"trap '' XFSZ; ulimit -f {kilobytes * 2}; exec \"$0\"", Environment.ProcessPath!];
        var start = new ProcessStartInfo("/bin/sh", limited) { RedirectStandardOutput = true };
        start.Environment[FolderVariable] = folder;
        start.Environment[FillingVariable] = "1";
        // Compiled code would be kept in a file of memory, which may not grow either.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new SecondProcess(Process.Start(start)!);
    }

    /// <summary>
    /// Runs a process that writes until it kills itself at a point, in the way that nothing of it has a last word, and returns what it said.
    /// </summary>
    public static async Task<string[]> RunUntilKilledAsync(string folder, KillPoint point, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.Environment[FolderVariable] = folder;
        start.Environment[KillingVariable] = point.ToString();
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        const int killed = 128 + 9;
        Assert.True(process.ExitCode == killed, $"{point} was not reached: the process ended with {process.ExitCode}.");
        return said.Split('\n')[..^1];
    }

    /// <summary>The next line it says; null when it has ended.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Ends it the hard way, wherever it is, and returns what it had still said.</summary>
    public async Task<string[]> KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        string rest = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        // The last line may be cut.
        return rest.Split('\n')[..^1];
    }

    /// <summary>Has the other process append one record and flush one sliver; returns once both are durable.</summary>
    public async Task AppendAsync(string text, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(text.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        Assert.Equal("durable", await _process.StandardOutput.ReadLineAsync(cancellationToken));
    }

    /// <summary>Ends it the hard way.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>What the second process does in place of running tests; null in the first.</summary>
    public static Task? HoldWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder)
            return null;
        if (Environment.GetEnvironmentVariable(FillingVariable) is not null)
            return FullDiskWriter.RunAsync(folder);
        if (Environment.GetEnvironmentVariable(KillingVariable) is { } point)
            return KillPointWriter.RunAsync(folder, KillPoint.Parse(point));
        return Environment.GetEnvironmentVariable(WritingVariable) is { } seed
            ? EmbeddedStoreWriter.RunAsync(StoreOf(folder), int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture))
            : HoldAsync(folder);
    }

    private static async Task HoldAsync(string folder)
    {
        await using var journal = new LocalLedgerJournal(JournalOf(folder));
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(StoreOf(folder));
        long head = await journal.AcquireWriterAsync();
        Console.WriteLine("holding");
        while (await Console.In.ReadLineAsync() is { } text)
        {
            head = await journal.AppendAsync(head, [Bytes.Of(text)]);
            await store.PutSliverAsync(Bytes.Key((byte)head), Bytes.Of(text));
            await store.FlushAsync();
            Console.WriteLine("durable");
        }
    }
}
