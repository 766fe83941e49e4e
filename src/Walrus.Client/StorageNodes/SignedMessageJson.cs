using System.Text.Json;
using Walrus.Client.Http;

namespace Walrus.Client.StorageNodes;

/// <summary>JSON of a signed message: padded base64, which clients compare as text (HTTP interfaces 7.3).</summary>
public static class SignedMessageJson
{
    /// <summary>Writes <c>{"serializedMessage":…,"signature":…}</c>.</summary>
    public static void Write(Utf8JsonWriter writer, SignedMessage signed)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(signed);
        writer.WriteStartObject();
        writer.WriteBase64String("serializedMessage"u8, signed.Message.Span);
        writer.WriteBase64String("signature"u8, signed.Signature.Span);
        writer.WriteEndObject();
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">A field is missing, or its bytes have the wrong form.</exception>
    public static SignedMessage Read(JsonElement json) => new(json.Base64("serializedMessage"), json.Base64("signature"));
}
