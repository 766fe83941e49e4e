namespace Walrus.Storage.Slivers.Log;

/// <summary>Something that waits for the store's writer.</summary>
internal interface IWriteRequest;

/// <summary>An entry to keep; completes with false when it is held already. The request is its own promise, to spare an object.</summary>
internal sealed class PutRequest(EntryKey key, ReadOnlyMemory<byte> payload, uint checksum)
    : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), IWriteRequest
{
    /// <summary>Which entry.</summary>
    public EntryKey Key { get; } = key;

    /// <summary>Its bytes, still the caller's.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload;

    /// <summary>Their checksum.</summary>
    public uint Checksum { get; } = checksum;

    /// <summary>The record to append.</summary>
    public LogEntry Entry => new(LogRecordKind.Put, Key, Payload, Checksum);
}

/// <summary>Work that must not meet an append: runs in the writer's turn.</summary>
internal sealed class ExclusiveRequest(Func<ValueTask> work)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IWriteRequest
{
    /// <summary>Does the work; its error belongs to who asked for it.</summary>
    public async ValueTask RunAsync()
    {
        try
        {
            await work();
            SetResult();
        }
        catch (Exception error)
        {
            SetException(error);
        }
    }
}
