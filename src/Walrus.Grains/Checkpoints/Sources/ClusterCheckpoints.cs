using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Checkpoints;
using Walrus.Ledger.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>Signatures that this cluster gathers itself.</summary>
internal sealed class ClusterCheckpoints(IGrainFactory grains) : ICheckpointSource
{
    private readonly ICheckpointGrain _grain = grains.GetGrain<ICheckpointGrain>(0);

    public async Task<Checkpoint?> CertifyAsync(ulong height) => Parse<Checkpoint>(await _grain.CertifyAsync(height));

    public async Task<Checkpoint?> LatestAsync() => Parse<Checkpoint>(await _grain.LatestAsync());

    public async Task<CommitteeHandover?> FindHandoverAsync(Epoch epoch) => Parse<CommitteeHandover>(await _grain.FindHandoverAsync(epoch));

    private static T? Parse<T>(byte[]? bytes) where T : class, IBcs<T> => bytes is null ? null : BcsFormat.FromBytes<T>(bytes);
}
