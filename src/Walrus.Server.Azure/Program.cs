using Walrus.Hosting;
using Walrus.Server.Azure;

return await WalrusServer.RunAsync(args, KeyedAzureClients.Add);
