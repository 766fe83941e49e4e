using System.Text.Json;
using System.Text.Json.Serialization;
using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary><c>{"serializedMessage": base64, "signature": base64}</c> (data plane 8.1).</summary>
internal sealed class SignedMessageJsonConverter : JsonConverter<SignedMessage>
{
    private const string MessageName = "serializedMessage", SignatureName = "signature";

    public override SignedMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    public static SignedMessage Read(JsonElement element)
    {
        byte[] message = Member(element, MessageName);
        byte[] signature = Member(element, SignatureName);
        try
        {
            return new SignedMessage(message, signature);
        }
        catch (InvalidSignatureException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, SignedMessage value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteBase64String(MessageName, value.SerializedMessage.Span);
        writer.WriteBase64String(SignatureName, value.Signature.Span);
        writer.WriteEndObject();
    }

    private static byte[] Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out JsonElement member)
        && member.ValueKind == JsonValueKind.String
        && member.TryGetBytesFromBase64(out byte[]? bytes)
            ? bytes
            : throw new JsonException($"A signed message has '{name}' in base64.");
}
