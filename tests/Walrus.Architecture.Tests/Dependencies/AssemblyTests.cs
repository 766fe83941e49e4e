using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Walrus.Architecture.Tests;

/// <summary>What the compiled assemblies really use, whatever the project files say.</summary>
public sealed class AssemblyTests
{
    /// <summary>Assemblies of this project that lie beside the tests; an assembly is named as its project, but for one.</summary>
    private static readonly Dictionary<string, string[]> References = Directory
        .EnumerateFiles(AppContext.BaseDirectory, "Walrus.*.dll")
        .Where(file => !Path.GetFileNameWithoutExtension(file).EndsWith(".Tests", StringComparison.Ordinal))
        .ToDictionary(file => ProjectOf(Path.GetFileNameWithoutExtension(file)), ReadReferences);

    [Fact]
    public void The_whole_product_is_looked_at()
    {
        string[] libraries = ["Walrus.Core", "Walrus.Ledger", "Walrus.Storage", "Walrus.Client", "Walrus.Grains", "Walrus.Node", "Walrus.Gateway", "Walrus.Hosting"];
        Assert.Superset(libraries.ToHashSet(), References.Keys.ToHashSet());
    }

    [Fact]
    public void Compiled_references_point_down_the_layers() =>
        Findings.None(
            "Assemblies that use one of a higher layer",
            from assembly in References
            from used in assembly.Value.Select(ProjectOf)
            where Layers.Knows(used) && !Layers.Reachable(assembly.Key).Contains(used)
            select $"{assembly.Key} → {used}");

    [Fact]
    public void Lower_layers_know_no_framework_of_the_higher_ones() =>
        Findings.None(
            "Assemblies that use a framework they must not know",
            from rule in Layers.Forbidden
            from used in References[rule.Key]
            where rule.Value.Any(framework => used.StartsWith(framework, StringComparison.Ordinal))
            select $"{rule.Key} → {used}");

    private static string ProjectOf(string assembly) => assembly == "Walrus.ServiceDefaults" ? "ServiceDefaults" : assembly;

    private static string[] ReadReferences(string file)
    {
        using PEReader image = new(File.OpenRead(file));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
