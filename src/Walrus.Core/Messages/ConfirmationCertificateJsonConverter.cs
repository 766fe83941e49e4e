using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Walrus.Core.Messages;

/// <summary>
/// <c>{"signers": [..], "serialized_message": [byte, ..], "signature": base64}</c>, as upload relays answer (data plane 8.3).
/// </summary>
internal sealed class ConfirmationCertificateJsonConverter : JsonConverter<ConfirmationCertificate>
{
    private const string SignersName = "signers", MessageName = "serialized_message", SignatureName = "signature";

    public override ConfirmationCertificate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        ImmutableArray<ushort> signers = [.. Numbers(root, SignersName).Select(number =>
            number.TryGetUInt16(out ushort signer) ? signer : throw Malformed(SignersName))];
        byte[] message = [.. Numbers(root, MessageName).Select(number =>
            number.TryGetByte(out byte value) ? value : throw Malformed(MessageName))];
        JsonElement signature = Member(root, SignatureName, JsonValueKind.String);
        if (!signature.TryGetBytesFromBase64(out byte[]? signatureBytes))
            throw Malformed(SignatureName);
        try
        {
            return new ConfirmationCertificate(signers, message, signatureBytes);
        }
        catch (ProtocolException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, ConfirmationCertificate value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(SignersName);
        foreach (ushort signer in value.Signers)
            writer.WriteNumberValue(signer);
        writer.WriteEndArray();
        writer.WriteStartArray(MessageName);
        foreach (byte item in value.SerializedMessage.Span)
            writer.WriteNumberValue(item);
        writer.WriteEndArray();
        writer.WriteBase64String(SignatureName, value.Signature.Span);
        writer.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Numbers(JsonElement root, string name)
    {
        foreach (JsonElement item in Member(root, name, JsonValueKind.Array).EnumerateArray())
            yield return item.ValueKind == JsonValueKind.Number ? item : throw Malformed(name);
    }

    private static JsonElement Member(JsonElement root, string name, JsonValueKind kind) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind
            ? member
            : throw Malformed(name);

    private static JsonException Malformed(string name) => new($"A certificate's '{name}' is missing or malformed.");
}
