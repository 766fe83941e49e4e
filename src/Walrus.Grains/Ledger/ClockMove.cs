namespace Walrus.Grains.Ledger;

/// <summary>A move of the network's clock on its way into the journal.</summary>
/// <param name="By">How far, forward.</param>
/// <param name="Done">Set to the journal's head once it is durable.</param>
internal sealed record ClockMove(TimeSpan By, TaskCompletionSource<long> Done);
