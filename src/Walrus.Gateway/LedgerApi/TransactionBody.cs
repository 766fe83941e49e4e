using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Walrus.Client.Http;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.LedgerApi;

/// <summary>Reads the transaction of a request: the bytes themselves, or base64 in <c>{"transaction": …}</c>.</summary>
internal static class TransactionBody
{
    private const int BytesMax = TransactionLimits.MaxBytes + SignedTransaction.SignatureOverhead;
    private const int JsonMax = (BytesMax + 2) / 3 * 4 + 1024;

    public static async Task<byte[]> ReadAsync(HttpContext http)
    {
        string type = http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (type.Equals(WalrusJson.BcsMediaType, StringComparison.OrdinalIgnoreCase))
            return await ReadAsync(http, BytesMax);
        if (!type.Equals(WalrusJson.MediaType, StringComparison.OrdinalIgnoreCase))
            throw LedgerRequestException.Invalid($"the body must be {WalrusJson.MediaType} or {WalrusJson.BcsMediaType}");
        byte[] json = await ReadAsync(http, JsonMax);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("transaction", out JsonElement text)
                && text.ValueKind == JsonValueKind.String && text.TryGetBytesFromBase64(out byte[]? bytes))
                return bytes;
        }
        catch (JsonException malformed)
        {
            throw LedgerRequestException.Invalid($"the body is no JSON: {malformed.Message}");
        }

        throw LedgerRequestException.Invalid("the body must be {\"transaction\": \"<base64>\"}");
    }

    private static async Task<byte[]> ReadAsync(HttpContext http, int limit)
    {
        if (http.Request.ContentLength > limit)
            throw TooLarge();
        using MemoryStream body = new();
        byte[] buffer = new byte[16 << 10];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limit)
                throw TooLarge();
        }

        return body.ToArray();
    }

    private static LedgerRequestException TooLarge() => new(
        ErrorStatus.SizeExceeded, Ledger.Errors.Reason.ETransactionTooLarge, $"a transaction has at most {TransactionLimits.MaxBytes} bytes");
}
