using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Walrus.Client.Buffers;
using Walrus.Client.Http;
using Walrus.Client.Reading;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Reads;

namespace Walrus.Client.Payments;

/// <summary>The reads of a gateway, with vouchers where they are wanted.</summary>
internal sealed class GatewayBlobs(HttpClient http)
{
    private const int CopyBytes = 128 * 1024;

    /// <summary>Unencoded bytes of a blob.</summary>
    /// <exception cref="ReadPaymentException">The gateway does not know it, or cannot be reached.</exception>
    public async Task<long> GetSizeAsync(BlobId blob, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Head, PathOf(blob));
        using HttpResponseMessage answer = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw new ReadPaymentException($"The gateway answers {(int)answer.StatusCode} when asked for blob {blob}.");
        return answer.Content.Headers.ContentLength ?? throw new ReadPaymentException("The gateway does not say how long the blob is.");
    }

    /// <summary>Copies a part of a blob; the refusal of the voucher when the gateway does not take it, and then nothing was copied.</summary>
    /// <exception cref="ReadPaymentException">The gateway refuses for another reason, or what it sends is not what was asked for.</exception>
    public async Task<ErrorEnvelope?> CopyAsync(BlobId blob, ByteRange? part, long length, SignedVoucher? voucher, Stream destination, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, PathOf(blob));
        if (part is { } range)
            request.Headers.Range = new RangeHeaderValue(range.Offset, range.End - 1);
        if (voucher is not null)
            request.Headers.Add(VoucherHeader.Name, VoucherHeader.Format(voucher));
        using HttpResponseMessage answer = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            return await RefusalAsync(blob, answer, cancellation).ConfigureAwait(false);
        if (answer.StatusCode != (part is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent) || answer.Content.Headers.ContentLength != length)
            throw new ReadPaymentException("The gateway sends something else than what was asked for.");
        await CopyAsync(answer.Content, length, destination, cancellation).ConfigureAwait(false);
        return null;
    }

    private static Uri PathOf(BlobId blob) => new(string.Create(CultureInfo.InvariantCulture, $"/v1/blobs/{blob}"), UriKind.Relative);

    private static async Task<ErrorEnvelope> RefusalAsync(BlobId blob, HttpResponseMessage answer, CancellationToken cancellation)
    {
        using PooledBytes? body = await BoundedBody.ReadAsync(answer.Content, StorageNodeLimits.OtherBody, cancellation).ConfigureAwait(false);
        ErrorEnvelope? envelope = null;
        if (body is not null)
            ErrorEnvelope.TryParse(body.Memory, (int)answer.StatusCode, out envelope);
        return envelope is { Status: ErrorStatus.PaymentRequired }
            ? envelope
            : throw new ReadPaymentException(envelope is null
                ? $"The gateway answers {(int)answer.StatusCode} when asked for blob {blob}."
                : $"The gateway does not give blob {blob}: {envelope.Message} ({envelope.Reason})");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || failure is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new ReadPaymentException($"The gateway at {http.BaseAddress} cannot be reached: {failure.Message}", failure);
        }
    }

    private static async Task CopyAsync(HttpContent content, long length, Stream destination, CancellationToken cancellation)
    {
        try
        {
            Stream body = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                byte[] buffer = new byte[CopyBytes];
                for (long left = length; left > 0;)
                {
                    int read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(CopyBytes, left)), cancellation).ConfigureAwait(false);
                    if (read == 0)
                        throw new ReadPaymentException($"The gateway broke off {left} bytes before the end.");
                    await destination.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                    left -= read;
                }
            }
        }
        catch (HttpRequestException broken)
        {
            throw new ReadPaymentException($"The gateway broke off: {broken.Message}", broken);
        }
    }
}
