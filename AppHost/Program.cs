using System.Globalization;
using Microsoft.Extensions.Configuration;

// A network of storage nodes behind one gateway. Everything below can be set by configuration: section Walrus of
// appsettings.json, environment variables Walrus__Nodes …, or --Walrus:Nodes=… after "dotnet run --project AppHost --".
IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);
IConfigurationSection settings = builder.Configuration.GetSection("Walrus");
int nodes = settings.GetValue("Nodes", 4);
int shards = settings.GetValue("Shards", 100);
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

// One resource for each storage node: replicas of one resource could not carry different names.
for (int index = 0; index < nodes; index++)
{
    string name = Text($"node-{index}");
    IResourceBuilder<ProjectResource> node = AddServer(name, "node", nodeBasePort + index);
    node.WithArgs("--node-name", name, "--node-index", Text($"{index}"), "--public-url", node.GetEndpoint("http"));
}

AddServer("gateway", "gateway", gatewayPort)
    .WithArgs("--gateway-port", Text($"{gatewayPort}"))
    .WithExternalHttpEndpoints();

builder.Build().Run();

// Every process that holds a replica of the ledger is a silo, gateways too.
IResourceBuilder<ProjectResource> AddServer(string name, string role, int port) =>
    builder.AddProject<Projects.Walrus_Server_Azure>(name)
        .WithArgs("--roles", role)
        .WithArgs("--nodes", Text($"{nodes}"), "--shards", Text($"{shards}"), "--epoch", epoch)
        .WithArgs("--bind", bind, "--node-base-port", Text($"{nodeBasePort}"), "--data", Text($"{data}/{name}"))
        .WithReference(orleans)
        .WithHttpEndpoint(port: port, targetPort: port, isProxied: false)
        .WithHttpHealthCheck("/health")
        .WaitFor(storage);

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
