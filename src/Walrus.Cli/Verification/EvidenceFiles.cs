using System.Text.Json;
using Walrus.Core.Bcs;

namespace Walrus.Cli.Verification;

/// <summary>Files with the bytes of the ledger format, or with JSON that holds them in base64, as the ledger API answers it.</summary>
internal static class EvidenceFiles
{
    private const int BytesMax = 256 << 20;

    /// <summary>The value in a file, or under <paramref name="name"/> in a file of JSON.</summary>
    /// <exception cref="CommandFailedException">There is no such file, or it holds something else.</exception>
    public static T Read<T>(string path, string name) where T : IBcs<T>
    {
        if (!File.Exists(path))
            throw new CommandFailedException($"There is no file '{path}'.", "Check the path, and in which folder you are.");
        if (new FileInfo(path).Length > BytesMax)
            throw new CommandFailedException($"'{path}' is too large to be a {name}.", $"Name a file of at most {BytesMax >> 20} MiB.");
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            return BcsFormat.FromBytes<T>(bytes is [(byte)'{', ..] ? FromJson(bytes, name) : bytes);
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or Core.ProtocolException)
        {
            throw new CommandFailedException($"'{path}' holds no {name}: {damaged.Message}", "Fetch it again from the ledger API.");
        }
    }

    private static byte[] FromJson(byte[] bytes, string name)
    {
        using JsonDocument document = JsonDocument.Parse(bytes);
        return document.RootElement.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String && text.TryGetBytesFromBase64(out byte[]? value)
            ? value
            : throw new FormatException($"the JSON has no \"{name}\" in base64");
    }
}
