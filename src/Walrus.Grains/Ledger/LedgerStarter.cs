using Microsoft.Extensions.Hosting;

namespace Walrus.Grains.Ledger;

/// <summary>Has the ledger's orderer start once the silo runs, so that a new network is founded before anybody asks for it.</summary>
internal sealed class LedgerStarter(ILedgerOrderer orderer) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => orderer.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
