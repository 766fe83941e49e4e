using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Walrus.Client.Http;

/// <summary>Looks into JSON from elsewhere without assuming its shape.</summary>
internal static class JsonElementAccess
{
    /// <summary>The member <paramref name="name"/> of an object; false for anything else.</summary>
    public static bool TryMember(this JsonElement element, string name, out JsonElement member)
    {
        member = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member);
    }

    /// <summary>The text of the member <paramref name="name"/>.</summary>
    public static bool TryText(this JsonElement element, string name, [NotNullWhen(true)] out string? text)
    {
        text = element.TryMember(name, out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        return text is not null;
    }

    /// <summary>The member that must be there.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.TryMember(name, out JsonElement member) ? member : throw new FormatException($"'{name}' is missing.");

    /// <summary>The text that must be there.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Text(this JsonElement element, string name) =>
        element.TryText(name, out string? text) ? text : throw new FormatException($"'{name}' is not a text.");

    /// <summary>The whole number that must be there.</summary>
    /// <exception cref="FormatException">It is missing, negative, no number or too large.</exception>
    public static ulong Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetUInt64(out ulong number)
            ? number
            : throw new FormatException($"'{name}' is not a whole number.");

    /// <summary>The whole number, or null when the member is null or missing.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ulong? OptionalNumber(this JsonElement element, string name) =>
        element.TryMember(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? element.Number(name) : null;

    /// <summary>The 32-bit whole number that must be there.</summary>
    /// <exception cref="FormatException">It is missing, negative, no number or too large.</exception>
    public static uint Number32(this JsonElement element, string name) =>
        element.Number(name) is var number and <= uint.MaxValue ? (uint)number : throw new FormatException($"'{name}' exceeds 32 bits.");

    /// <summary>The bytes, in padded base64, that must be there.</summary>
    /// <exception cref="FormatException">They are missing or no base64.</exception>
    public static byte[] Base64(this JsonElement element, string name) => Convert.FromBase64String(element.Text(name));
}
