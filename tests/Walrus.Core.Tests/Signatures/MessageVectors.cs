using System.Text.Json;

namespace Walrus.Core.Tests.Signatures;

/// <summary>Test vectors of messages, signatures and certificates.</summary>
internal static class MessageVectors
{
    public static JsonElement Load(string file)
    {
        string path = Path.Combine(Folder(), file);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static IEnumerable<JsonElement> Each(this JsonElement element, string list) => element.GetProperty(list).EnumerateArray();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("WALRUS_VECTORS") is { Length: > 0 } named)
            return named;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "vectors");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException("No folder tests/vectors above the test's own.");
    }
}
