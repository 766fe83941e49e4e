using System.CommandLine;

namespace Walrus.Cli.Options;

/// <summary>
/// Options without a value. They are options of text, as all are here: the code for other types of values is not precompiled, and
/// compiling it would take longer than many a command.
/// </summary>
internal static class Flag
{
    /// <summary>A flag, which the subcommands have too.</summary>
    public static Option<string> Create(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero, Recursive = true };

    /// <summary>Whether the flag is given.</summary>
    public static bool Has(this ParseResult parsed, Option<string> flag) => parsed.GetResult(flag) is not null;
}
