using Walrus.Storage.Slivers.Index;

namespace Walrus.Storage.Slivers.Log;

/// <summary>A store's files, opened, and its index, brought up to them.</summary>
/// <param name="Lock">The lock; null on a disk that takes none.</param>
/// <param name="Log">The segments.</param>
/// <param name="Files">The folders of the index.</param>
/// <param name="Books">What is held.</param>
/// <param name="Damaged">Damaged places found.</param>
/// <param name="CutBytes">Bytes dropped because they were not written whole.</param>
/// <param name="WasRebuilt">Whether there was an index that did not hold, or did not fit the log.</param>
internal sealed record OpenedLog(
    IDisposable? Lock, SliverLog Log, IndexFiles Files, SliverBooks Books, long Damaged, long CutBytes, bool WasRebuilt);
