using Walrus.Cli.Output;
using Walrus.Cli.Tests.Support;

namespace Walrus.Cli.Tests.Output;

public sealed class ProgressLineTests
{
    [Fact]
    public void Progress_is_shown_on_a_terminal_and_taken_away()
    {
        using TemporaryFolder folder = new();
        CliRun run = CliRun.Of(errorIsTerminal: true, new LeapingClock(), "blob-id", folder.Write("blob", new byte[200_000]), "--n-shards", "7");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\rComputing the blob id: 100 % of 0.2 MB", run.Error, StringComparison.Ordinal);
        Assert.EndsWith(" \r", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Nothing_is_shown_when_nobody_watches()
    {
        using TemporaryFolder folder = new();
        CliRun run = CliRun.Of(errorIsTerminal: false, new LeapingClock(), "blob-id", folder.Write("blob", new byte[200_000]), "--n-shards", "7");
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Reports_that_overtake_each_other_do_not_go_back()
    {
        using StringWriter output = new(), error = new();
        using CommandConsole console = new(output, error, errorIsTerminal: true, new LeapingClock());
        using ProgressLine line = ProgressLine.Start(console, "Work", 100)!;
        line.Report(80);
        line.Report(40);
        Assert.DoesNotContain("40 %", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A second passes whenever somebody looks.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _seconds);
    }
}
