namespace Walrus.Architecture.Tests;

/// <summary>The direction in which dependencies point: what a project may use directly; what those use comes with it.</summary>
internal static class Layers
{
    private static readonly Dictionary<string, string[]> Direct = new()
    {
        ["Walrus.Core"] = [],
        ["Walrus.Ledger"] = ["Walrus.Core"],
        ["Walrus.Storage"] = ["Walrus.Core"],
        ["Walrus.Storage.Azure"] = ["Walrus.Storage"],
        ["Walrus.Storage.Embedded"] = ["Walrus.Storage"],
        ["Walrus.Storage.Postgres"] = ["Walrus.Storage"],
        ["Walrus.Client"] = ["Walrus.Ledger"],
        ["Walrus.Cli"] = ["Walrus.Client", "Walrus.Storage"],
        ["Walrus.Grains.Contracts"] = ["Walrus.Core", "Walrus.Ledger"],
        ["Walrus.Grains"] = ["Walrus.Storage", "Walrus.Grains.Contracts", "Walrus.Client"],
        ["Walrus.Node"] = ["Walrus.Grains"],
        ["Walrus.Gateway"] = ["Walrus.Grains"],
        ["Walrus.Dashboard"] = ["Walrus.Grains"],
        ["ServiceDefaults"] = [],
        ["Walrus.Hosting"] = 
        [
            "Walrus.Node", "Walrus.Gateway", "Walrus.Dashboard", "ServiceDefaults",
            "Walrus.Storage.Azure", "Walrus.Storage.Embedded", "Walrus.Storage.Postgres",
        ],
        ["Walrus.Server"] = ["Walrus.Hosting"],
        ["Walrus.Server.Azure"] = ["Walrus.Hosting"],
        ["Walrus.Testing"] = ["Walrus.Hosting"],
        ["AppHost"] = ["Walrus.Server", "Walrus.Server.Azure"],
    };

    /// <summary>Programs: only what starts them, AppHost and tests, may refer to them.</summary>
    public static IReadOnlyList<string> Hosts { get; } = ["AppHost", "Walrus.Cli", "Walrus.Server", "Walrus.Server.Azure"];

    /// <summary>Frameworks that a project must not know, by the beginning of the assembly's name.</summary>
    public static IReadOnlyDictionary<string, string[]> Forbidden { get; } = new Dictionary<string, string[]>
    {
        ["Walrus.Core"] = ["Microsoft.AspNetCore", "Microsoft.Extensions", "Orleans"],
        ["Walrus.Ledger"] = ["Microsoft.AspNetCore", "Microsoft.Extensions", "Orleans"],
        ["Walrus.Storage"] = ["Microsoft.AspNetCore", "Microsoft.Extensions", "Orleans", "Azure", "Npgsql", "RocksDbSharp"],
        ["Walrus.Storage.Azure"] = ["Microsoft.AspNetCore", "Orleans"],
        ["Walrus.Storage.Embedded"] = ["Microsoft.AspNetCore", "Orleans"],
        ["Walrus.Storage.Postgres"] = ["Microsoft.AspNetCore", "Orleans"],
        ["Walrus.Client"] = ["Microsoft.AspNetCore", "Orleans"],
        ["Walrus.Grains.Contracts"] = ["Microsoft.AspNetCore"],
        ["Walrus.Grains"] = ["Microsoft.AspNetCore"],
    };

    public static bool Knows(string project) => Direct.ContainsKey(project);

    /// <summary>Everything the project may use, directly or through others.</summary>
    public static IReadOnlySet<string> Reachable(string project)
    {
        HashSet<string> reachable = [];
        Stack<string> open = new(Direct[project]);
        while (open.TryPop(out string? next))
        {
            if (!reachable.Add(next))
                continue;
            foreach (string further in Direct[next])
                open.Push(further);
        }
        return reachable;
    }
}
