using Microsoft.Extensions.Hosting;
using Walrus.Grains.Contracts.Ledger;

namespace Walrus.Grains.Ledger;

/// <summary>Calls the ledger's orderer once the silo runs, so that a new network is founded before anybody asks for it.</summary>
internal sealed class LedgerStarter(IGrainFactory grains) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await grains.GetGrain<ILedgerGrain>(0).GetHeadAsync().WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
