using System.Net;
using System.Net.Http.Headers;
using Walrus.Client.Http;

namespace Walrus.Client.StorageNodes;

/// <summary>
/// A request body in borrowed memory. Handlers may still read a body after the answer has come, so the borrower
/// closes the content and only then gives the memory back: after <see cref="CloseAsync"/> nobody reads it.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    private const int LargeBody = 64 << 10;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private Task _copy = Task.CompletedTask;

    public UploadContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue(WalrusJson.BcsMediaType);
    }

    /// <summary>Stops a copy that still runs, and waits until it has let go of the memory.</summary>
    public async Task CloseAsync()
    {
        Task copy;
        lock (_gate)
        {
            _closing.Cancel();
            copy = _copy;
        }

        // Its outcome belongs to whoever sent the request; here only its end matters.
        await copy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _closing.Token.ThrowIfCancellationRequested();
            return _copy = CopyAsync(stream, cancellationToken);
        }
    }

    private async Task CopyAsync(Stream stream, CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        // Then what follows is one write, and not the rest of one: a connection within the process passes it on without a copy.
        if (_body.Length >= LargeBody)
            await stream.FlushAsync(linked.Token).ConfigureAwait(false);
        await stream.WriteAsync(_body, linked.Token).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _closing.Dispose();
        base.Dispose(disposing);
    }
}
