using System.Net;

namespace Walrus.Client.Tests.Network;

/// <summary>A way to a node that behaves as badly as a test wants.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public static StubHandler Body(Func<Stream> body, long? length = null, HttpStatusCode status = HttpStatusCode.OK) => new((_, _) =>
    {
        StreamContent content = new(body());
        content.Headers.ContentLength = length;
        return Task.FromResult(new HttpResponseMessage(status) { Content = content });
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request, cancellationToken);
}

/// <summary>A stream that never ends, and counts what was taken from it.</summary>
internal sealed class EndlessStream : Stream
{
    public long Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Taken; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Array.Fill(buffer, (byte)'7', offset, count);
        Taken += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        buffer.Span.Fill((byte)'7');
        Taken += buffer.Length;
        return ValueTask.FromResult(buffer.Length);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
