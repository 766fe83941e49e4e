using System.CommandLine;
using Walrus.Cli.Benchmarks;
using Walrus.Cli.Blobs;
using Walrus.Cli.Founding;
using Walrus.Cli.Network;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Cli.Slivers;
using Walrus.Cli.Verification;

namespace Walrus.Cli;

/// <summary>The <c>walrus</c> command with all its subcommands.</summary>
internal static class CommandLine
{
    // A file may be called @name; it is not a list of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line to its exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, CommandConsole console)
    {
        ParseResult parsed = CreateRoot(console).Parse(arguments, Parsing);
        if (parsed.Errors.Count > 0)
            return RefuseUsage(parsed, console);
        InvocationConfiguration invocation = new() { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return parsed.Invoke(invocation);
        }
        catch (Exception exception) when (Failure.Explain(exception) is { } failure)
        {
            console.Error.WriteLine($"Error: {failure.Message}");
            console.Error.WriteLine(failure.Next);
            return ExitCodes.Failed;
        }
    }

    private static RootCommand CreateRoot(CommandConsole console)
    {
        RootCommand root = new("Walrus blobs on the command line.")
        {
            BlobIdCommand.Create(console),
            ConvertBlobIdCommand.Create(console),
            EncodeCommand.Create(console),
            DecodeCommand.Create(console),
            BenchCommand.Create(console),
            BenchTableCommand.Create(console),
            GenesisCommand.Create(console),
            RegisterCommand.Create(console),
            VerifyCommand.Create(console),
        };
        root.Options.Add(SharedOptions.Json);
        return root;
    }

    private static int RefuseUsage(ParseResult parsed, CommandConsole console)
    {
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            console.Error.WriteLine($"Error: {message}");
        string command = parsed.CommandResult.Command is RootCommand ? "walrus" : $"walrus {parsed.CommandResult.Command.Name}";
        console.Error.WriteLine($"'{command} --help' shows how to use it.");
        return ExitCodes.WrongUsage;
    }
}
