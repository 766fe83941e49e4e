using System.CommandLine;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Client.Founding;
using Walrus.Client.Text;
using Walrus.Core.Bcs;
using Walrus.Core.Parameters;
using Walrus.Ledger.Networks;

namespace Walrus.Cli.Founding;

/// <summary><c>walrus genesis</c>: the file that every process of a network starts from, and the keys of its nodes and gateways.</summary>
internal static class GenesisCommand
{
    private const int DefaultNodes = 10;
    private const int DefaultShards = 301;
    private const int MostNodes = 150;
    private const int FirstPort = 9185;
    private const string DefaultCapacity = "1000GB";
    private static readonly TimeSpan ShortestEpoch = TimeSpan.FromMilliseconds(500);

    public static Command Create(CommandConsole console)
    {
        Option<string> output = new("--out") { Description = "The genesis file to write.", HelpName = "FILE", Required = true };
        Option<string> keys = new("--keys") { Description = "Folder of the key files, which are made where they are missing, mode 0600.", HelpName = "DIR", Required = true };
        Option<string> name = new("--name") { Description = "Name of the network; walrus if not given.", HelpName = "NAME" };
        Option<string> nodes = NumberOption.Create("--nodes", "N", $"Storage nodes, called node-0 and so on; {DefaultNodes} if not given.", 1, MostNodes);
        Option<string[]> urls = new("--node-url") { Description = "URL of a storage node, once for each, in order; http://127.0.0.1:9185 and so on if not given.", HelpName = "URL" };
        Option<string> shards = NumberOption.Create(
            "--n-shards", "N", $"Shards of the network; {DefaultShards} if not given.", RedStuffParameters.MinShards, RedStuffParameters.MaxShards);
        Option<string> epoch = QuantityOption("--epoch", "TIME", "Epoch duration: 60s, 1h, 14d; 1h if not given.", static text => EpochOf(text) is not null, $"a duration of at least {ShortestEpoch.TotalMilliseconds} ms");
        Option<string> capacity = QuantityOption("--capacity", "BYTES", $"Encoded bytes that each node is willing to store; {DefaultCapacity} if not given.", static text => CapacityOf(text) is not null, "a size such as 500GB");
        Option<string> gateways = NumberOption.Create("--gateways", "N", "Gateways with a funded account of their own, called gateway, gateway-1 and so on; 1 if not given.", 1, MostNodes);
        Option<string> development = Flag.Create("--development", "Fund a development account, too.");
        Command command = new("genesis", "Writes a network's genesis file and the keys of its nodes and gateways.")
        {
            output, keys, name, nodes, urls, shards, epoch, capacity, gateways, development,
        };
        command.SetAction(parsed =>
        {
            IReadOnlyList<Uri> nodeUrls = UrlsOf(parsed, nodes, urls);
            long bytes = CapacityOf(parsed.GetValue(capacity) ?? DefaultCapacity)!.Value;
            NetworkPlan plan = new()
            {
                Name = parsed.GetValue(name) ?? "walrus",
                Shards = (int)parsed.Number(shards, DefaultShards),
                Epoch = EpochOf(parsed.GetValue(epoch) ?? "1h")!.Value,
                NodeUrls = nodeUrls,
                Capacity = checked(bytes * nodeUrls.Count),
                Gateways = (int)parsed.Number(gateways, 1),
                Development = parsed.Has(development),
            };
            console.Write(Found(plan, parsed.GetValue(keys)!, parsed.GetValue(output)!), parsed.Has(SharedOptions.Json));
        });
        return command;
    }

    private static FieldReport Found(NetworkPlan plan, string keys, string output)
    {
        if (plan.NodeUrls.Count > plan.Shards)
            throw new CommandFailedException($"{plan.NodeUrls.Count} nodes are too many for {plan.Shards} shards.", "Give every node at least one shard: raise --n-shards.");
        Genesis genesis = NetworkFounder.Found(plan, new KeyRing(keys, seed: null));
        using (FileStream file = new(output, FileMode.CreateNew, FileAccess.Write))
            file.Write(BcsFormat.ToBytes(genesis));
        return new FieldReport()
            .Add("networkId", NetworkId.Of(genesis).ToString())
            .Add("nodes", (long)plan.NodeUrls.Count)
            .Add("shards", (long)plan.Shards)
            .Add("genesis", output)
            .Add("keys", keys);
    }

    private static IReadOnlyList<Uri> UrlsOf(ParseResult parsed, Option<string> nodes, Option<string[]> urls)
    {
        string[] given = parsed.GetValue(urls) ?? [];
        int count = (int)parsed.Number(nodes, given.Length > 0 ? given.Length : DefaultNodes);
        if (given.Length == 0)
            return [.. Enumerable.Range(0, count).Select(static index => new Uri($"http://127.0.0.1:{FirstPort + index}"))];
        if (given.Length != count)
            throw new CommandFailedException($"There are {given.Length} URLs for {count} nodes.", "Give --node-url once for each node.");
        return [.. given.Select(static text => NetworkOptions.Find(text) ?? throw new CommandFailedException($"'{text}' is no URL of a node.", "It begins with http:// or https://."))];
    }

    private static TimeSpan? EpochOf(string text) =>
        Quantity.TryParseDuration(text, out TimeSpan duration) && duration >= ShortestEpoch ? duration : null;

    private static long? CapacityOf(string text) => Quantity.TryParseSize(text, out long bytes) && bytes is > 0 and < 1L << 54 ? bytes : null;

    private static Option<string> QuantityOption(string name, string help, string description, Func<string, bool> isGood, string form)
    {
        Option<string> option = new(name) { Description = description, HelpName = help };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !isGood(result.Tokens[0].Value))
                result.AddError($"'{result.Tokens[0].Value}' is no value of {name}: it takes {form}.");
        });
        return option;
    }
}
