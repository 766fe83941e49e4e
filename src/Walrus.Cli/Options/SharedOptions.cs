using System.CommandLine;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Options;

/// <summary>Options and arguments that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary>Shards of the public networks, whose blob ids one usually wants.</summary>
    public const int PublicShards = 1000;

    /// <summary>Print JSON; every command has it.</summary>
    public static readonly Option<string> Json = Flag.Create("--json", "Print the result as JSON.");

    /// <summary>The number of shards, which must be said.</summary>
    public static Option<string> RequiredShards() => Shards("Shards of the network, 4 to 1000.", required: true);

    /// <summary>The number of shards, that of the public networks if it is not said.</summary>
    public static Option<string> OptionalShards() =>
        Shards($"Shards of the network, 4 to 1000; {PublicShards} if not given, as the public networks have.", required: false);

    /// <summary>The file that a command works on.</summary>
    public static Argument<string> File(string description) => new("FILE") { Description = description };

    /// <summary>The parameters that the number of shards stands for.</summary>
    public static RedStuffParameters Parameters(this ParseResult parsed, Option<string> shards) =>
        new((int)parsed.Number(shards, PublicShards));

    private static Option<string> Shards(string description, bool required)
    {
        Option<string> option = NumberOption.Create("--n-shards", "N", description, RedStuffParameters.MinShards, RedStuffParameters.MaxShards);
        option.Required = required;
        return option;
    }
}
