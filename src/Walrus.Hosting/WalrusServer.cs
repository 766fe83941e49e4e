using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Core;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Hosting.Gateway;
using Walrus.Hosting.Options;
using Walrus.Hosting.Process;
using Walrus.ServiceDefaults;
using Walrus.Storage;

namespace Walrus.Hosting;

/// <summary>The one executable: roles, options and exit codes of interfaces 1.</summary>
public static class WalrusServer
{
    private const int Failed = 1;
    private const int WrongUsage = 2;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    // Writes to files and to the state of actors block their threads for a moment. With these beside those of the processors, the pool has
    // others at once; with many more, threads that compute are taken from each other's processors all the time.
    private const int ThreadsToSpare = 4;

    /// <summary>Runs until SIGTERM or Ctrl-C.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="configure">What a variant of the server adds to the host: providers that the plain one does not carry.</param>
    /// <returns>0 after an orderly stop, 1 when it failed, 2 when an option or the data folder does not fit.</returns>
    public static Task<int> RunAsync(string[] args, Action<IHostApplicationBuilder>? configure = null) =>
        new CommandLine().RunAsync(args, async given =>
        {
            try
            {
                return await ServeAsync(given, configure);
            }
            catch (Exception unfit) when (unfit is OptionException or WrongNetworkException or StorageException or GrainStateFormatException or InvalidDataException or ProtocolException)
            {
                await Console.Error.WriteLineAsync(unfit.Message);
                return WrongUsage;
            }
            catch (IOException unreachable)
            {
                // A disk, a database or a storage service that does not answer.
                await Console.Error.WriteLineAsync(unreachable.Message);
                return Failed;
            }
        });

    private static async Task<int> ServeAsync(IReadOnlyDictionary<string, string?> given, Action<IHostApplicationBuilder>? configure)
    {
        ThreadPool.GetMinThreads(out int threads, out int completions);
        ThreadPool.SetMinThreads(threads + ThreadsToSpare, completions);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(given);
        ServerOptions options = ServerOptions.From(builder.Configuration);
        await using ServerProcess process = await ServerProcess.OpenAsync(options, TimeProvider.System, CancellationToken.None);
        Configure(builder, options, process);
        configure?.Invoke(builder);
        using IHost host = builder.Build();
        LedgerReplica replica = host.Services.GetRequiredService<LedgerReplica>();
        CheckpointKeeper keeper = host.Services.GetRequiredService<CheckpointKeeper>();
        try
        {
            await host.StartAsync();
        }
        catch (Exception failure)
        {
            // What did start ends in order, and says itself what it could not end.
            await host.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (failure is OperationCanceledException && (replica.HasFailed || keeper.HasFailed))
                return Failed;
            throw;
        }

        StartBanner.Print(Console.Out, options, process);
        await host.WaitForShutdownAsync();
        return replica.HasFailed || keeper.HasFailed ? Failed : 0;
    }

    private static void Configure(HostApplicationBuilder builder, ServerOptions options, ServerProcess process)
    {
        builder.AddServiceDefaults();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Its advice on garbage collection is for dedicated machines.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Services.Configure<HostOptions>(static host =>
        {
            host.ShutdownTimeout = StopLimit;
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost;
        });
        OrleansDefaults.Apply(builder.Configuration, options.DataFolder);
        builder.UseOrleans(silo =>
        {
            if (!options.IsCluster)
                silo.UseLocalhostClustering(LocalPorts.FindFree(), gatewayPort: 0, serviceId: "walrus", clusterId: "walrus");
            else
                silo.UseWalrusCluster(options, builder.Configuration);
            silo.UseWalrusNodes(process.Parts.Nodes);
        });
        if (options.Roles.HasFlag(ServerRoles.Gateway))
            builder.Services.AddSingleton<IGatewayListener>(new SocketGatewayListener(new(options.Bind, options.GatewayPort)));
        builder.AddWalrus(process.Parts);
    }
}
