using System.Text.Json;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Core.Tests.Signatures;

/// <summary>Test vectors of messages, signatures and certificates, whose shapes are too many for types.</summary>
internal static class MessageVectors
{
    public static JsonElement Load(string file) => VectorFile.Load<JsonElement>(file);

    public static IEnumerable<JsonElement> Each(this JsonElement element, string list) => element.GetProperty(list).EnumerateArray();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));
}
