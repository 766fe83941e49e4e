namespace Walrus.Storage.Events;

/// <summary>From where on a log of events has every event.</summary>
/// <param name="Position">Position of the first event.</param>
/// <param name="Height">The lowest block of which it has all events.</param>
public readonly record struct EventLogStart(ulong Position, ulong Height);
