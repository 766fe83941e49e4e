using Walrus.Cli.Tests.Support;

namespace Walrus.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("blob-id")]
    [InlineData("blob-id a b")]
    [InlineData("blob-id a --n-shards")]
    [InlineData("blob-id a --n-shards 3")]
    [InlineData("blob-id a --n-shards 1001")]
    [InlineData("blob-id a --n-shards -7")]
    [InlineData("blob-id a --n-shards 7.0")]
    [InlineData("blob-id a --n-shards 99999999999999999999")]
    [InlineData("blob-id a --n-shards 7 --n-shards 8")]
    [InlineData("blob-id a --nonsense")]
    [InlineData("convert-blob-id")]
    [InlineData("encode a")]
    [InlineData("encode a --n-shards 10 --out")]
    [InlineData("decode a --n-shards 10")]
    [InlineData("decode a --out b")]
    [InlineData("bench encode --n-shards 10")]
    [InlineData("bench encode --n-shards 10 --size -1")]
    [InlineData("bench encode --n-shards 10 --size 1 --repeat 0")]
    [InlineData("bench encode --n-shards 10 --size 1 --threads 0")]
    [InlineData("bench nonsense --n-shards 10 --size 1")]
    public void Wrong_usage_says_where_help_is(string arguments) =>
        CliRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AssertFails(2, "--help' shows how to use it.");

    [Fact]
    public void Help_lists_the_commands_there_are()
    {
        CliRun run = CliRun.Of("--help");
        run.AssertDone();
        string commands = run.Out[run.Out.IndexOf("Commands:", StringComparison.Ordinal)..];
        string[] names = [.. commands.Split('\n').Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0])];
        Assert.Equal(["blob-id", "convert-blob-id", "encode", "decode", "bench", "bench-table", "genesis", "register", "read", "read-balance", "verify"], names.Where(name => name.Length > 0 && char.IsAsciiLetterLower(name[0])));
    }

    [Theory]
    [InlineData("blob-id", "--n-shards")]
    [InlineData("encode", "--digests")]
    [InlineData("decode", "--out")]
    [InlineData("bench", "--repeat")]
    public void Every_command_explains_itself(string command, string option)
    {
        CliRun run = CliRun.Of(command, "--help");
        run.AssertDone();
        Assert.Contains(option, run.Out, StringComparison.Ordinal);
        Assert.Contains("--json", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_of_the_program_are_not_explained_away() => Assert.Null(Failure.Explain(new InvalidOperationException()));

    [Fact]
    public void Interruption_is_no_success() => Assert.Contains("Interrupted", Failure.Explain(new OperationCanceledException())!.Message, StringComparison.Ordinal);
}
