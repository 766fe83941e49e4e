using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Walrus.Cli.Output;

/// <summary>Reports as JSON. A class of its own, so that nothing of JSON is loaded before it is wanted.</summary>
internal static class JsonText
{
    // For terminals and pipes, not for web pages: file names may be read as they are.
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReport report)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Format))
            report.WriteJson(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
