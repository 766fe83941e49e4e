using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Walrus.Benchmarks.Network;

/// <summary>Stores and reads random blobs of one size through the gateway, so many at a time.</summary>
internal sealed class BlobLoad
{
    private readonly HttpClient _gateway;
    private readonly byte[] _bytes;
    private readonly List<(string Id, ulong Stamp)> _stored = [];
    private ulong _next;

    public BlobLoad(HttpClient gateway, int size)
    {
        _gateway = gateway;
        _bytes = new byte[size];
        new Random(size).NextBytes(_bytes);
    }

    public int Size => _bytes.Length;

    /// <summary>Blobs stored so far.</summary>
    public int Count => _stored.Count;

    /// <summary>Stores new blobs.</summary>
    public async Task StoreAsync(int count, int inFlight)
    {
        ulong first = _next;
        _next += (ulong)count;
        ConcurrentQueue<(string, ulong)> stored = [];
        await ForAsync(count, inFlight, async i => stored.Enqueue((await StoreAsync(first + (ulong)i), first + (ulong)i)));
        _stored.AddRange(stored);
    }

    /// <summary>Reads stored blobs in turn, compares them, and returns how long each read took.</summary>
    public async Task<TimeSpan[]> ReadAsync(int count, int inFlight)
    {
        ConcurrentQueue<TimeSpan> took = [];
        await ForAsync(count, inFlight, async i =>
        {
            long start = Stopwatch.GetTimestamp();
            byte[] bytes = await _gateway.GetByteArrayAsync(new Uri($"/v1/blobs/{_stored[i % _stored.Count].Id}", UriKind.Relative));
            took.Enqueue(Stopwatch.GetElapsedTime(start));
            RequireSame(bytes, _stored[i % _stored.Count].Stamp);
        });
        return [.. took];
    }

    private static Task ForAsync(int count, int inFlight, Func<int, Task> act) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, (i, _) => new ValueTask(act(i)));

    private async Task<string> StoreAsync(ulong stamp)
    {
        byte[] blob = (byte[])_bytes.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(blob, stamp);
        using ByteArrayContent content = new(blob);
        using HttpResponseMessage answer = await _gateway.PutAsync(new Uri("/v1/blobs?epochs=1", UriKind.Relative), content);
        string body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The gateway answered {(int)answer.StatusCode}: {body}");
        using JsonDocument json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("newlyCreated").GetProperty("blobObject").GetProperty("blobId").GetString()!;
    }

    private void RequireSame(byte[] read, ulong stamp)
    {
        const int StampLength = sizeof(ulong);
        if (read.Length != Size || BinaryPrimitives.ReadUInt64LittleEndian(read) != stamp || !read.AsSpan(StampLength).SequenceEqual(_bytes.AsSpan(StampLength)))
            throw new InvalidOperationException("A read returned other bytes than were stored.");
    }
}
