using System.Text.Json;
using Walrus.Cli.Output;

namespace Walrus.Cli.Tests.Support;

/// <summary>One command line that ran to its end in this process.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs a command line, with nobody watching.</summary>
    public static CliRun Of(params string[] arguments) => Of(errorIsTerminal: false, TimeProvider.System, arguments);

    public static CliRun Of(bool errorIsTerminal, TimeProvider clock, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        using CommandConsole console = new(output, error, errorIsTerminal, clock);
        int exitCode = CommandLine.Run(arguments, console);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The JSON of a command that must have succeeded without a word on standard error.</summary>
    public JsonElement Json()
    {
        AssertDone();
        return JsonDocument.Parse(Out).RootElement;
    }

    public void AssertDone()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
    }

    /// <summary>Requires a failure that says all of <paramref name="words"/> and leaves standard output clean.</summary>
    public void AssertFails(int exitCode, params string[] words)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Equal("", Out);
        Assert.Contains("Error: ", Error, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.Ordinal));
    }

    /// <summary>The same for a command that warned before it failed.</summary>
    public void AssertFailsAfterWarning(params string[] words)
    {
        Assert.StartsWith("Warning: ", Error, StringComparison.Ordinal);
        AssertFails(1, words);
    }
}
