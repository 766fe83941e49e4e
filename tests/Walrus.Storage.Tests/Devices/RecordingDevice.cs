using Walrus.Storage.Devices;

namespace Walrus.Storage.Tests.Devices;

/// <summary>A disk in memory that remembers every change in order, so that a crash can be staged at any byte of it.</summary>
internal sealed class RecordingDevice : IStorageDevice
{
    private readonly MemoryDevice _inner = new();
    private readonly List<Change> _changes = [];

    private enum Kind { Create, Write, Truncate, Punch, Delete, Rename, Sync, SyncNames }

    public string Location => _inner.Location;

    /// <summary>How many changes there were so far.</summary>
    public int Count
    {
        get
        {
            lock (_changes)
                return _changes.Count;
        }
    }

    public IReadOnlyList<string> List() => _inner.List();

    public IStorageFile Create(string name)
    {
        IStorageFile file = _inner.Create(name);
        Note(new(Kind.Create, name));
        return new RecordedFile(this, file);
    }

    public IStorageFile Open(string name, FileAccess access) => new RecordedFile(this, _inner.Open(name, access));

    public void Delete(string name)
    {
        _inner.Delete(name);
        Note(new(Kind.Delete, name));
    }

    public void Rename(string name, string newName)
    {
        _inner.Rename(name, newName);
        Note(new(Kind.Rename, name) { NewName = newName });
    }

    public void SyncNames() => Note(new(Kind.SyncNames, ""));

    public IDisposable Lock(string name) => _inner.Lock(name);

    /// <summary>How many bytes the change with this number writes; 0 when it is no write.</summary>
    public int LengthOf(int change) => _changes[change].Bytes.Length;

    /// <summary>The disk after the first changes, and some bytes of the next.</summary>
    public MemoryDevice After(int changes, int bytesOfNext = 0)
    {
        var disk = new MemoryDevice();
        foreach (Change change in _changes.Take(changes))
            Apply(disk, change, change.Bytes.Length);
        if (bytesOfNext > 0)
            Apply(disk, _changes[changes], bytesOfNext);
        return disk;
    }

    /// <summary>
    /// The disk after a power cut: of what was not synced, each sector of each write and each new name may or may not have arrived.
    /// </summary>
    public MemoryDevice AfterPowerCut(int changes, Random random)
    {
        const int sector = 64;
        var disk = new MemoryDevice();
        for (int i = 0; i < changes; i++)
        {
            Change change = _changes[i];
            bool isSynced = IsSynced(i, changes);
            if (change.Kind == Kind.Write && !isSynced && Exists(disk, change.Name))
            {
                for (int offset = 0; offset < change.Bytes.Length; offset += sector)
                {
                    byte[] part = change.Bytes[offset..Math.Min(offset + sector, change.Bytes.Length)];
                    if (random.Next(2) == 0)
                        Apply(disk, change with { Bytes = part, Offset = change.Offset + offset }, part.Length);
                }
            }
            else if (change.Kind is not (Kind.Create or Kind.Rename) || isSynced || random.Next(2) == 0)
            {
                Apply(disk, change, change.Bytes.Length);
            }
        }
        return disk;
    }

    private bool IsSynced(int index, int changes)
    {
        Change change = _changes[index];
        Kind proof = change.Kind is Kind.Create or Kind.Rename ? Kind.SyncNames : Kind.Sync;
        return _changes.Take(changes).Skip(index).Any(later => later.Kind == proof && (proof == Kind.SyncNames || later.Name == change.Name));
    }

    private static bool Exists(MemoryDevice disk, string name) => disk.List().Contains(name);

    private static void Apply(MemoryDevice disk, Change change, int bytes)
    {
        switch (change.Kind)
        {
            case Kind.Create:
                disk.Replace(change.Name, []);
                break;
            case Kind.Delete:
                disk.Delete(change.Name);
                break;
            case Kind.Rename when Exists(disk, change.Name):
                disk.Rename(change.Name, change.NewName);
                break;
            case Kind.Write or Kind.Truncate or Kind.Punch when Exists(disk, change.Name):
                disk.Replace(change.Name, Edit(disk.Read(change.Name), change, bytes));
                break;
        }
    }

    private static byte[] Edit(byte[] content, Change change, int bytes)
    {
        switch (change.Kind)
        {
            case Kind.Truncate:
                Array.Resize(ref content, (int)change.Offset);
                break;
            case Kind.Punch:
                content.AsSpan((int)change.Offset, (int)change.Length).Clear();
                break;
            default:
                Array.Resize(ref content, Math.Max(content.Length, (int)change.Offset + bytes));
                change.Bytes.AsSpan(0, bytes).CopyTo(content.AsSpan((int)change.Offset));
                break;
        }
        return content;
    }

    private void Note(Change change)
    {
        lock (_changes)
            _changes.Add(change);
    }

    private sealed record Change(Kind Kind, string Name, long Offset = 0, long Length = 0)
    {
        public byte[] Bytes { get; init; } = [];

        public string NewName { get; init; } = "";
    }

    private sealed class RecordedFile(RecordingDevice device, IStorageFile inner) : IStorageFile
    {
        public string Name => inner.Name;

        public long Length => inner.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
            inner.ReadAsync(offset, buffer, cancellationToken);

        public async ValueTask WriteAsync(long offset, IReadOnlyList<ReadOnlyMemory<byte>> buffers)
        {
            await inner.WriteAsync(offset, buffers);
            device.Note(new(Kind.Write, Name, offset) { Bytes = buffers.SelectMany(buffer => buffer.ToArray()).ToArray() });
        }

        public async ValueTask SyncAsync()
        {
            await inner.SyncAsync();
            device.Note(new(Kind.Sync, Name));
        }

        public void Truncate(long length)
        {
            inner.Truncate(length);
            device.Note(new(Kind.Truncate, Name, length));
        }

        public bool TryPunch(long offset, long length)
        {
            device.Note(new(Kind.Punch, Name, offset, length));
            return inner.TryPunch(offset, length);
        }

        public void BeginSync(long offset, long length) => inner.BeginSync(offset, length);

        public void Uncache(long offset, long length) => inner.Uncache(offset, length);

        public void Dispose() => inner.Dispose();
    }
}
