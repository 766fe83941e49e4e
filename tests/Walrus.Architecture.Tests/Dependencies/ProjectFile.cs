using System.Xml.Linq;

namespace Walrus.Architecture.Tests;

/// <summary>One project as its file describes it.</summary>
/// <param name="Path">Path from the root.</param>
/// <param name="Xml">The file.</param>
internal sealed record ProjectFile(string Path, XElement Xml)
{
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repository.Files(".csproj").Select(path => new ProjectFile(path, XElement.Parse(Repository.Read(path))))];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>What several test projects share.</summary>
    public bool IsTestLibrary => IsTest && Xml.Descendants("OutputType").Any(static type => type.Value == "Library");

    /// <summary>Names of the projects whose assemblies it compiles against.</summary>
    public IEnumerable<string> References =>
        from reference in Xml.Descendants("ProjectReference")
        where (string?)reference.Attribute("ReferenceOutputAssembly") != "false"
        select System.IO.Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'));
}
