namespace Walrus.Storage.Slivers;

/// <summary>What a sliver store holds, at one moment.</summary>
/// <param name="Blobs">Blobs of which the metadata or a sliver is held.</param>
/// <param name="Slivers">Slivers held, of both axes.</param>
/// <param name="LiveBytes">Bytes of the metadata and slivers held, without overhead.</param>
/// <param name="StoredBytes">Length of all files in bytes, with headers and with what was deleted but not yet reclaimed.</param>
/// <param name="Segments">Segment files.</param>
/// <param name="DamagedRecords">
/// Damaged places found since the store was opened, by the walk at start and by reads; more than 0 means that something this
/// node had confirmed may be missing and has to be recovered from its peers.
/// </param>
/// <param name="Unwritable">Why the store refuses writes, or null while it takes them.</param>
public sealed record SliverStoreStatistics(
    long Blobs, long Slivers, long LiveBytes, long StoredBytes, int Segments, long DamagedRecords, string? Unwritable);
