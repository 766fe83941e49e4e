namespace Walrus.Storage.Slivers;

/// <summary>What a sliver store holds, at one moment.</summary>
/// <param name="Blobs">Blobs of which the metadata or a sliver is held.</param>
/// <param name="Slivers">Slivers held, of both axes.</param>
/// <param name="LiveBytes">Bytes of the metadata and slivers held, without overhead.</param>
/// <param name="StoredBytes">Bytes used on the disk, with headers and with what was deleted but is not yet reclaimed.</param>
/// <param name="Segments">Segment files.</param>
/// <param name="DamagedRecords">
/// Damaged places found since the store was opened, by the walk at start and by reads; more than 0 means that something this
/// node had confirmed may be missing and has to be recovered from its peers.
/// </param>
/// <param name="CutBytes">
/// Bytes that were dropped when the store was opened because they had not been written whole; more than 0 after a crash in the
/// middle of a write. Nothing that was flushed is among them, unless it was damaged before the next flush.
/// </param>
/// <param name="Unwritable">Why the last write was refused, or null while the store takes writes.</param>
/// <param name="IndexRebuilds">How often since the store was opened its index was damaged and made anew; nothing is lost by it.</param>
public sealed record SliverStoreStatistics(
    long Blobs, long Slivers, long LiveBytes, long StoredBytes, int Segments, long DamagedRecords, long CutBytes, string? Unwritable,
    long IndexRebuilds = 0);
