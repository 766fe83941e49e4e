namespace Walrus.Storage.Slivers.Log;

/// <summary>What a record of the log says.</summary>
internal enum LogRecordKind : byte
{
    /// <summary>An entry is held; its bytes follow the header.</summary>
    Put = 1,

    /// <summary>One entry is held no more.</summary>
    DeleteEntry = 2,

    /// <summary>Nothing of a blob is held any more.</summary>
    DeleteBlob = 3,

    /// <summary>No sliver of a shard is held any more.</summary>
    DeleteShard = 4,

    /// <summary>Everything before a point of the log was durable when this was written.</summary>
    Durable = 5,

    /// <summary>A blob ends at the start of an epoch.</summary>
    End = 6,
}
