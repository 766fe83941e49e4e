using System.Globalization;
using Microsoft.Extensions.Configuration;

// A network of storage nodes behind one gateway, in its plainest form: all of it in one process, whose grain state, reminders and
// membership rest in Azure storage. Everything below can be set by configuration: section Walrus of appsettings.json,
// environment variables Walrus__Nodes …, or --Walrus:Nodes=… after "dotnet run --project AppHost --".
IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);
IConfigurationSection settings = builder.Configuration.GetSection("Walrus");
int nodes = settings.GetValue("Nodes", 10);
int shards = settings.GetValue("Shards", 301);
string epoch = settings.GetValue("Epoch", "1h")!;
int gatewayPort = settings.GetValue("GatewayPort", 31415);
int nodeBasePort = settings.GetValue("NodeBasePort", 9185);
string data = settings.GetValue("Data", "data")!;
string volume = settings.GetValue("StorageVolume", "walrus-storage")!;
string bind = settings.GetValue("Bind", builder.ExecutionContext.IsPublishMode ? "0.0.0.0" : "127.0.0.1")!;

// The volume has a name, since the one that Aspire would give it depends on the folder of this project.
var storage = builder.AddAzureStorage("storage").RunAsEmulator(emulator => emulator.WithDataVolume(volume));
var blobs = storage.AddBlobs("blobs");
var tables = storage.AddTables("tables");

var orleans = builder.AddOrleans("walrus")
    .WithClusterId("walrus")
    .WithServiceId("walrus")
    .WithClustering(tables)
    .WithReminders(tables)
    .WithGrainStorage("Default", blobs);

builder.AddProject<Projects.Walrus_Server_Azure>("server")
    .WithArgs("--roles", "all", "--nodes", Text($"{nodes}"), "--shards", Text($"{shards}"), "--epoch", epoch)
    .WithArgs("--bind", bind, "--gateway-port", Text($"{gatewayPort}"), "--node-base-port", Text($"{nodeBasePort}"), "--data", data)
    .WithReference(orleans)
    .WithHttpEndpoint(port: gatewayPort, targetPort: gatewayPort, isProxied: false)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WaitFor(storage);

builder.Build().Run();

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
