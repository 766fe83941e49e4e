namespace Walrus.Storage.Devices;

/// <summary>A disk in memory, for tests: the same files can be opened again after a simulated crash, or copied as they are.</summary>
public sealed class MemoryDevice : IStorageDevice
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MemoryFileContent> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locks = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Location => "memory";

    /// <inheritdoc/>
    public IReadOnlyList<string> List()
    {
        lock (_gate)
            return [.. _files.Keys];
    }

    /// <inheritdoc/>
    public IStorageFile Create(string name)
    {
        lock (_gate)
        {
            var content = new MemoryFileContent();
            if (!_files.TryAdd(name, content))
                throw new IOException($"{name} exists already.");
            return new MemoryFile(name, content);
        }
    }

    /// <inheritdoc/>
    public IStorageFile Open(string name, FileAccess access)
    {
        lock (_gate)
        {
            return _files.TryGetValue(name, out MemoryFileContent? content)
                ? new MemoryFile(name, content)
                : throw new FileNotFoundException($"{name} does not exist.", name);
        }
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        lock (_gate)
            _files.Remove(name);
    }

    /// <inheritdoc/>
    public void Rename(string name, string newName)
    {
        lock (_gate)
        {
            if (!_files.Remove(name, out MemoryFileContent? content))
                throw new FileNotFoundException($"{name} does not exist.", name);
            _files[newName] = content;
        }
    }

    /// <inheritdoc/>
    public void SyncNames() { }

    /// <inheritdoc/>
    public IDisposable Lock(string name)
    {
        lock (_gate)
        {
            if (!_locks.Add(name))
                throw new DeviceLockedException(Location);
        }
        return new Holder(this, name);
    }

    /// <summary>An independent copy of all files, with no lock held: the disk as another process would find it now.</summary>
    public MemoryDevice Copy()
    {
        var copy = new MemoryDevice();
        lock (_gate)
        {
            foreach ((string name, MemoryFileContent content) in _files)
                copy._files.Add(name, content.Copy());
        }
        return copy;
    }

    /// <summary>The bytes of a file.</summary>
    public byte[] Read(string name)
    {
        lock (_gate)
            return _files[name].ToArray();
    }

    /// <summary>Replaces, or creates, a file.</summary>
    public void Replace(string name, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
            _files[name] = new MemoryFileContent(bytes);
    }

    private sealed class Holder(MemoryDevice device, string name) : IDisposable
    {
        private bool _released;

        public void Dispose()
        {
            lock (device._gate)
            {
                if (!_released)
                    device._locks.Remove(name);
                _released = true;
            }
        }
    }
}
