namespace Walrus.Architecture.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] ProductFolders = ["src", "ServiceDefaults", "AppHost"];

    /// <summary>Folders of tools and of what the build makes; they are not part of the project's text.</summary>
    private static readonly string[] NotOurs =
        [".git", ".vs", ".vscode", ".idea", "bin", "obj", "artifacts", "data", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    private static readonly string[] TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".sql", ".bicep", ".razor", ".css", ".js", ".ts", ".sh", ".yml", ".yaml", ".txt", ".editorconfig", ".gitignore", ""];

    public static string Root { get; } = FindRoot();

    /// <summary>C# files of the product, relative to the root.</summary>
    public static IReadOnlyList<string> ProductSources { get; } =
        [.. Files(".cs").Where(path => ProductFolders.Contains(FirstFolder(path)))];

    /// <summary>C# files of the tests, relative to the root.</summary>
    public static IReadOnlyList<string> TestSources { get; } = [.. Files(".cs").Where(path => FirstFolder(path) == "tests")];

    /// <summary>Every file that holds text, relative to the root.</summary>
    public static IEnumerable<string> Texts => Files(TextExtensions);

    /// <summary>Files with one of the extensions, relative to the root, with forward slashes, in order.</summary>
    public static IEnumerable<string> Files(params string[] extensions) =>
        Walk(Root)
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !NotOurs.Contains(Path.GetFileName(child)))
                .SelectMany(Walk));

    private static string FirstFolder(string path) => path.Split('/')[0];

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Walrus.Cloud.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No Walrus.Cloud.sln above {AppContext.BaseDirectory}.");
    }
}
