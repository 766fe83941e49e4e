using Walrus.Grains.Contracts.Blobs;
using Walrus.Grains.Contracts.Ledger;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>A blob's grain, with something that happens just before the first certificate reaches it.</summary>
internal sealed class WatchedBlob(IBlobGrain inner) : IBlobGrain
{
    public Func<Task>? BeforeCertificate { get; set; }

    /// <summary>Names of nodes that are said to lag beside those that do.</summary>
    public string[] AlsoLagging { get; init; } = [];

    public int Registrations { get; private set; }

    public Task<StorePlan> PlanAsync(StoreIntent intent) => inner.PlanAsync(intent);

    public Task<SubmissionReply> RegisterAsync(Guid operation, LedgerSubmission registration)
    {
        Registrations++;
        return inner.RegisterAsync(operation, registration);
    }

    public async Task<SubmissionReply> CertifyAsync(Guid operation, LedgerSubmission certification, string[] lagging)
    {
        if (BeforeCertificate is { } happens)
        {
            BeforeCertificate = null;
            await happens();
        }

        return await inner.CertifyAsync(operation, certification, [.. lagging, .. AlsoLagging]);
    }
}
