using System.Text.Encodings.Web;
using System.Text.Json;

namespace Walrus.Client.Http;

/// <summary>How every service writes JSON: compact, and with base64 left readable (HTTP interfaces 1 and 13).</summary>
public static class WalrusJson
{
    /// <summary>Media type of JSON bodies.</summary>
    public const string MediaType = "application/json";

    /// <summary>Media type of BCS bodies.</summary>
    public const string BcsMediaType = "application/octet-stream";

    /// <summary>Options for <see cref="Utf8JsonWriter"/>: <c>+</c> and non-ASCII characters stay as they are.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The UTF-8 bytes of what <paramref name="write"/> writes.</summary>
    public static byte[] ToUtf8(Action<Utf8JsonWriter> write)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, WriterOptions))
            write(writer);
        return buffer.ToArray();
    }

    /// <summary>A success as storage nodes wrap it: <c>{"success":{"code":200,"data":…}}</c> (HTTP interfaces 7).</summary>
    public static byte[] SuccessToUtf8(int code, Action<Utf8JsonWriter> writeData) => ToUtf8(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("success"u8);
        writer.WriteNumber("code"u8, code);
        writer.WritePropertyName("data"u8);
        writeData(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
