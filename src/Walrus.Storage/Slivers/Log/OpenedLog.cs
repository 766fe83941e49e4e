namespace Walrus.Storage.Slivers.Log;

/// <summary>A store's files, opened and walked.</summary>
/// <param name="Lock">The lock; null on a disk that takes none.</param>
/// <param name="Log">The segments.</param>
/// <param name="Books">What is held.</param>
/// <param name="Damaged">Damaged places found.</param>
/// <param name="CutBytes">Bytes dropped because they were not written whole.</param>
internal sealed record OpenedLog(IDisposable? Lock, SliverLog Log, LogBooks Books, long Damaged, long CutBytes);
