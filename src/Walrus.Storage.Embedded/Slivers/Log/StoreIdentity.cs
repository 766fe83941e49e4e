using Walrus.Storage.Devices;

namespace Walrus.Storage.Slivers.Log;

/// <summary>The file that holds a store's random identity. Every segment repeats it, so that it can be mended.</summary>
internal sealed class StoreIdentity(IStorageDevice device, Func<Guid> newId)
{
    /// <summary>The identity on the device; mended from a segment when its file is damaged, new when there is nothing at all.</summary>
    /// <param name="onDamaged">Told when the file was damaged or missing beside segments.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StoreUnwritableException">There is none yet, and the disk does not take one.</exception>
    public async ValueTask<Guid> FindOrCreateAsync(Action onDamaged, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = device.List();
        if (names.Contains(LogFormat.IdentityFile) && await ReadAsync(LogFormat.IdentityFile, 0, cancellationToken) is { } known)
            return known;
        Guid? found = null;
        bool hasSegments = false;
        foreach (string name in names)
        {
            if (!LogFormat.TryParseName(name, out uint number))
                continue;
            hasSegments = true;
            found ??= await ReadAsync(name, number, cancellationToken);
        }
        if (hasSegments)
            onDamaged();
        try
        {
            return await ReplaceAsync(found ?? newId());
        }
        catch (StoreUnwritableException) when (found is not null)
        {
            // It can be read from the segments as long as the disk takes no writes.
            return found.Value;
        }
    }

    /// <summary>Writes the identity, in place of the one before.</summary>
    public async ValueTask<Guid> ReplaceAsync(Guid storeId)
    {
        try
        {
            device.Delete(LogFormat.IdentityFile);
            using IStorageFile file = device.Create(LogFormat.IdentityFile);
            await file.WriteAsync(0, [LogFormat.Header(storeId, number: 0)]);
            await file.SyncAsync();
            device.SyncNames();
            return storeId;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnwritableException(device.Location, error.Message, error);
        }
    }

    private async ValueTask<Guid?> ReadAsync(string name, uint number, CancellationToken cancellationToken)
    {
        using IStorageFile file = device.Open(name, FileAccess.Read);
        byte[] bytes = new byte[LogFormat.HeaderLength];
        int read = await file.ReadAsync(0, bytes, cancellationToken);
        string path = Path.Combine(device.Location, name);
        return LogFormat.TryRead(bytes.AsSpan(0, read), path, number, out Guid storeId) ? storeId : null;
    }
}
