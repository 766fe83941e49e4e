using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Walrus.Benchmarks.Network;

/// <summary>Stores and reads random blobs of one size through the gateway, so many at a time.</summary>
internal sealed class BlobLoad
{
    private const int StampLength = sizeof(ulong);
    private const int PieceBytes = 256 << 10;

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

    /// <summary>Stores new blobs, and returns how long each took.</summary>
    public async Task<TimeSpan[]> StoreAsync(int count, int inFlight)
    {
        ulong first = _next;
        _next += (ulong)count;
        ConcurrentQueue<(string, ulong)> stored = [];
        TimeSpan[] took = await ForAsync(count, inFlight, async i => stored.Enqueue((await StoreAsync(first + (ulong)i), first + (ulong)i)));
        _stored.AddRange(stored);
        return took;
    }

    /// <summary>Reads stored blobs in turn, compares them, and returns how long each read took.</summary>
    public Task<TimeSpan[]> ReadAsync(int count, int inFlight) =>
        ForAsync(count, inFlight, i => ReadAsync(_stored[i % _stored.Count].Id, _stored[i % _stored.Count].Stamp));

    private static async Task<TimeSpan[]> ForAsync(int count, int inFlight, Func<int, Task> act)
    {
        TimeSpan[] took = new TimeSpan[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (i, _) =>
        {
            long start = Stopwatch.GetTimestamp();
            await act(i);
            took[i] = Stopwatch.GetElapsedTime(start);
        });
        return took;
    }

    private async Task<string> StoreAsync(ulong stamp)
    {
        using StampedContent content = new(stamp, _bytes.AsMemory(StampLength));
        using HttpResponseMessage answer = await _gateway.PutAsync(new Uri("/v1/blobs?epochs=1", UriKind.Relative), content);
        string body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The gateway answered {(int)answer.StatusCode}: {body}");
        using JsonDocument json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("newlyCreated").GetProperty("blobObject").GetProperty("blobId").GetString()!;
    }

    /// <summary>Compares as the bytes come, in one small buffer: what the client spends is not to be seen in the figures.</summary>
    private async Task ReadAsync(string id, ulong stamp)
    {
        using HttpResponseMessage answer = await _gateway.GetAsync(new Uri($"/v1/blobs/{id}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using Stream stream = await answer.Content.ReadAsStreamAsync();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        await stream.ReadExactlyAsync(buffer.AsMemory(0, StampLength));
        int position = StampLength;
        bool isSame = BinaryPrimitives.ReadUInt64LittleEndian(buffer) == stamp;
        while (await stream.ReadAsync(buffer) is var read and > 0)
        {
            isSame = isSame && read <= Size - position && buffer.AsSpan(0, read).SequenceEqual(_bytes.AsSpan(position, read));
            position += read;
        }
        ArrayPool<byte>.Shared.Return(buffer);
        if (!isSame || position != Size)
            throw new InvalidOperationException("A read returned other bytes than were stored.");
    }

    /// <summary>A stamp and bytes that all blobs of the load share, sent without a copy.</summary>
    private sealed class StampedContent(ulong stamp, ReadOnlyMemory<byte> rest) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            byte[] head = new byte[StampLength];
            BinaryPrimitives.WriteUInt64LittleEndian(head, stamp);
            await stream.WriteAsync(head);
            await stream.WriteAsync(rest);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = StampLength + rest.Length;
            return true;
        }
    }
}
