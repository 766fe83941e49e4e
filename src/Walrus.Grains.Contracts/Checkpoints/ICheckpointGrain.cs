using Orleans.Concurrency;
using Walrus.Core.Identifiers;

namespace Walrus.Grains.Contracts.Checkpoints;

/// <summary>
/// Gathers the committee's signatures under blocks, key 0, so that all processes share one gathering. It decides nothing: whoever asks
/// verifies what comes back, and a second activation would gather as good a certificate.
/// </summary>
[Alias("walrus.checkpoints")]
public interface ICheckpointGrain : IGrainWithIntegerKey
{
    /// <summary>A call may be lost with the process that it was on its way to, and is made again after this time (h:m:s): somewhat longer than a gathering takes.</summary>
    const string LostAfter = "00:00:10";

    /// <summary>
    /// BCS of the checkpoint of the block at this height; null when too few members signed in time, or the block is neither recent nor one
    /// that changes the epoch.
    /// </summary>
    [Alias("certify"), AlwaysInterleave, ResponseTimeout(LostAfter)]
    Task<byte[]?> CertifyAsync(ulong height);

    /// <summary>BCS of the newest checkpoint, gathered anew when it is older than a second and there are blocks since; null when there is none.</summary>
    [Alias("latest"), AlwaysInterleave, ResponseTimeout(LostAfter)]
    Task<byte[]?> LatestAsync();

    /// <summary>BCS of the hand-over of an epoch's committee, if the process that hosts this grain has it.</summary>
    [Alias("handover"), AlwaysInterleave, ResponseTimeout(LostAfter)]
    Task<byte[]?> FindHandoverAsync(Epoch epoch);
}
