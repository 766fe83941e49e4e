using Walrus.Hosting.Options;
using Walrus.Hosting.Process;
using Walrus.Hosting.Transport;

namespace Walrus.Hosting;

/// <summary>What the start prints: where to go, an account with money, three lines to paste, and that it is ready.</summary>
internal static class StartBanner
{
    public static void Print(TextWriter console, ServerOptions options, ServerProcess process)
    {
        if (process.Parts.Nodes is { Count: > 0 } nodes)
            console.WriteLine($"storage nodes        {UrlOf(nodes[0])}{(nodes.Count > 1 ? $" … {UrlOf(nodes[^1])}" : "")}");
        if (process.Parts.Gateway is not null)
            PrintGateway(console, options, process);
        console.WriteLine("ready");
    }

    private static void PrintGateway(TextWriter console, ServerOptions options, ServerProcess process)
    {
        string gateway = $"http://{options.Bind}:{options.GatewayPort}";
        console.WriteLine($"publisher, aggregator {gateway}");
        console.WriteLine($"ledger               {gateway}/v1/ledger/info");
        console.WriteLine($"data                 {options.DataFolder ?? "in memory, gone with this process"}");
        if (process.Development is { } account)
            console.WriteLine($"development account  {account.Address}{(account.KeyFile is { } file ? $", key in {file}" : "")}");
        console.WriteLine();
        console.WriteLine("try:");
        console.WriteLine($"  echo hello, walrus > hello.txt && curl -T hello.txt '{gateway}/v1/blobs?epochs=5'");
        console.WriteLine($"  curl {gateway}/v1/blobs/<the blobId printed above>");
        console.WriteLine(options.Dev ? $"  curl -X POST {gateway}/dev/v1/nodes/0/stop" : $"  curl {gateway}/v1/ledger/info");
        console.WriteLine();
    }

    private static string UrlOf(HostedNode node) => node.Node.Url.ToString().TrimEnd('/');
}
