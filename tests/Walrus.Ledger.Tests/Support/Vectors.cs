using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Walrus.Ledger.Tests.Support;

/// <summary>One case of a vector file.</summary>
public sealed record VectorCase(string Id, string Kind, JsonElement Given, JsonElement Expect)
{
    public string? Abort => Expect.TryGetProperty("abort", out JsonElement abort) ? abort.GetString() : null;

    public override string ToString() => Id;
}

/// <summary>Reads the control-plane vectors, from WALRUS_VECTORS when set, else from the project's own copy.</summary>
public static class Vectors
{
    public static IReadOnlyList<VectorCase> Load(string topic)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "control-plane", topic + ".json")));
        List<VectorCase> cases = [];
        foreach (JsonElement item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            cases.Add(new VectorCase(
                item.GetProperty("id").GetString()!,
                item.GetProperty("kind").GetString()!,
                item.GetProperty("given").Clone(),
                item.GetProperty("expect").Clone()));
        }

        Assert.NotEmpty(cases);
        return cases;
    }

    public static TheoryData<string> Ids(string topic, params string[] kinds) =>
        [.. Load(topic).Where(item => kinds.Length == 0 || kinds.Contains(item.Kind)).Select(item => item.Id)];

    public static VectorCase Case(string topic, string id) => Load(topic).Single(item => item.Id == id);

    /// <summary>Numbers come as numbers or as decimal strings.</summary>
    public static ulong U64(this JsonElement element) => element.ValueKind == JsonValueKind.String
        ? ulong.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetUInt64();

    public static ulong U64(this JsonElement element, string name) => element.GetProperty(name).U64();

    public static int Int(this JsonElement element, string name) => checked((int)element.U64(name));

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    private static string Folder([CallerFilePath] string source = "")
    {
        string? folder = Environment.GetEnvironmentVariable("WALRUS_VECTORS");
        return string.IsNullOrEmpty(folder) ? Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "vectors") : folder;
    }
}
