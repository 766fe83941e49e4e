using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;

namespace Walrus.Gateway.Payments;

/// <summary>Registers what a gateway needs to be paid for reads.</summary>
public static class ReadPaymentServices
{
    /// <summary>
    /// Adds payments for reads by the gateway's account (<see cref="GatewayOptions"/>). To be called before the gateway's listener is
    /// added, so that reads have ended when the last batch is settled.
    /// </summary>
    public static IServiceCollection AddReadPayments(this IServiceCollection services, IVoucherStore vouchers, SettlementOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ReaderAccounts>(provider, AccountOf(provider), vouchers));
        services.AddSingleton(static provider => ActivatorUtilities.CreateInstance<ReadSettlement>(
            provider, provider.GetRequiredService<AccountSubmitters>().For(provider.GetRequiredService<GatewayOptions>().Account)));
        services.AddSingleton<ReadSettler>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<ReadSettler>());
        services.AddSingleton(static provider => ActivatorUtilities.CreateInstance<ReadPayments>(provider, AccountOf(provider)));
        return services;
    }

    private static Address AccountOf(IServiceProvider provider) => provider.GetRequiredService<GatewayOptions>().Account.Address;
}
