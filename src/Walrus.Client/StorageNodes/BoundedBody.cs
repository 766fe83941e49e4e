using Walrus.Client.Buffers;

namespace Walrus.Client.StorageNodes;

/// <summary>Reads bodies whose length somebody else decides, up to a limit and never further.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>The whole body, or null when it is longer than <paramref name="limit"/> bytes.</summary>
    /// <exception cref="IOException">It ends before the length it declared.</exception>
    public static async Task<PooledBytes?> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        long? declared = content.Headers.ContentLength;
        if (declared > limit)
            return null;
        Stream stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            int capacity = (int?)declared ?? Math.Min(FirstBuffer, limit);
            PooledBytes? body = await ReadAsync(stream, capacity, limit, cancellation).ConfigureAwait(false);
            if (body?.Memory.Length < declared)
            {
                body.Dispose();
                throw new IOException($"The answer ends early, before {declared} bytes.");
            }

            return body;
        }
    }

    private static async Task<PooledBytes?> ReadAsync(Stream stream, int capacity, int limit, CancellationToken cancellation)
    {
        // One byte more than expected: the end of the stream shows without growing the buffer.
        PooledBytes buffer = PooledBytes.Rent(capacity + 1);
        try
        {
            int length = 0;
            while (await stream.ReadAsync(buffer.Memory[length..], cancellation).ConfigureAwait(false) is var read and > 0)
            {
                length += read;
                if (length > limit)
                    return null;
                if (length == buffer.Memory.Length)
                    buffer = Grow(buffer, (int)Math.Min(2L * length, limit + 1L));
            }

            return buffer.Shorten(length);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static PooledBytes Grow(PooledBytes small, int capacity)
    {
        PooledBytes large = PooledBytes.Rent(capacity);
        small.Memory.CopyTo(large.Memory);
        small.Dispose();
        return large;
    }
}
