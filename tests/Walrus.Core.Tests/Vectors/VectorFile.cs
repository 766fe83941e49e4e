using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Walrus.Core.Tests.Vectors;

/// <summary>Test vectors by file name, from the folder in WALRUS_VECTORS or else the project's own copy. A missing file fails.</summary>
internal static class VectorFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static T Load<T>(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(Folder(), name));
        return JsonSerializer.Deserialize<T>(file, Options) ?? throw new InvalidDataException($"{name} is empty.");
    }

    private static string Folder([CallerFilePath] string thisFile = "")
    {
        if (Environment.GetEnvironmentVariable("WALRUS_VECTORS") is { Length: > 0 } folder)
            return folder;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "tests", "vectors");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "vectors"));
    }
}
