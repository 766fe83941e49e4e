using System.CommandLine;

namespace Walrus.Hosting.Options;

/// <summary>The server's options on the command line: each becomes a configuration value, and nothing else is accepted.</summary>
internal sealed class CommandLine
{
    private readonly RootCommand _root = new("A Walrus storage network: storage nodes, publisher, aggregator and ledger. Every option is also configuration: Walrus:GatewayPort or Walrus__GatewayPort for --gateway-port.");
    private readonly Dictionary<Option<string?>, ServerOption> _options = [];

    public CommandLine()
    {
        foreach (ServerOption option in ServerOption.All)
        {
            Option<string?> argument = new($"--{option.Name}") { Description = $"{option.Meaning} [default: {option.Default}]", HelpName = "value" };
            _root.Options.Add(argument);
            _options.Add(argument, option);
        }
    }

    /// <summary>Runs <paramref name="serve"/> with the values that were given; --help and --version answer by themselves.</summary>
    /// <returns>Exit code: 2 when the command line is wrong.</returns>
    public async Task<int> RunAsync(string[] args, Func<IReadOnlyDictionary<string, string?>, Task<int>> serve)
    {
        ParseResult parsed = _root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} See --help.");
            return 2;
        }

        _root.SetAction((result, _) => serve(Given(result)));
        return await _root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private Dictionary<string, string?> Given(ParseResult parsed) => _options
        .Where(pair => parsed.GetResult(pair.Key) is { Implicit: false })
        .ToDictionary(static pair => pair.Value.Key, pair => parsed.GetValue(pair.Key));
}
