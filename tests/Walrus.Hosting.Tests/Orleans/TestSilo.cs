using Microsoft.Extensions.Configuration;
using Orleans.TestingHost;

namespace Walrus.Hosting.Tests;

/// <summary>One silo that keeps what <see cref="OrleansDefaults"/> gives it in a folder, or in memory.</summary>
internal static class TestSilo
{
    public static async Task<InProcessTestCluster> StartAsync(string? dataFolder, params (string Key, string Value)[] settings)
    {
        InProcessTestClusterBuilder builder = new(initialSilosCount: 1);
        builder.Options.ServiceId = "walrus";
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
            OrleansDefaults.Apply(host.Configuration, dataFolder);
        });
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
