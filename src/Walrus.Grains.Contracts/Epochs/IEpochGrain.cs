namespace Walrus.Grains.Contracts.Epochs;

/// <summary>
/// Drives one epoch of the network; the key is its number. It submits the permissionless steps when they are due and hands
/// over to the next epoch. It holds no authority and no clock: the ledger checks and decides.
/// </summary>
[Alias("walrus.epoch")]
public interface IEpochGrain : IGrainWithIntegerKey
{
    /// <summary>Looks at the ledger and does what is due. Safe to call at any time and from anywhere.</summary>
    [Alias("wake")]
    Task<EpochReport> WakeAsync();
}

/// <summary>What an epoch grain found or did.</summary>
/// <param name="Stage">Where its epoch stands.</param>
/// <param name="Due">When its next step is due on the network's clock, or null while others have to act.</param>
[GenerateSerializer, Immutable, Alias("walrus.epoch-report")]
public sealed record EpochReport([property: Id(0)] EpochStage Stage, [property: Id(1)] DateTimeOffset? Due);

/// <summary>Stage of an epoch as its grain sees it.</summary>
public enum EpochStage
{
    /// <summary>The network has not reached it.</summary>
    Future,

    /// <summary>Shards move; nodes attest (control plane 4.4, ChangeSync).</summary>
    Syncing,

    /// <summary>Stable; the next committee is not chosen yet (ChangeDone).</summary>
    Open,

    /// <summary>The next committee is chosen (NextSelected).</summary>
    Closing,

    /// <summary>The network is past it.</summary>
    Over,
}
