namespace Walrus.Storage.Journals;

/// <summary>One record of the ledger journal.</summary>
/// <param name="Position">Place in the journal, counted from 0 without gaps.</param>
/// <param name="Bytes">What was appended, verified against its checksum; owned by the receiver.</param>
public readonly record struct JournalRecord(long Position, ReadOnlyMemory<byte> Bytes);
