namespace Walrus.Architecture.Tests;

public sealed class ProjectTests
{
    [Fact]
    public void Every_project_has_its_place_in_the_layers() =>
        Findings.None(
            "Projects that Layers does not name",
            from project in ProjectFile.All
            where !project.IsTest && !Layers.Knows(project.Name)
            select project.Path);

    [Fact]
    public void Project_references_point_down_the_layers() =>
        Findings.None(
            "References against the direction of dependencies",
            from project in ProjectFile.All
            where !project.IsTest && Layers.Knows(project.Name)
            from reference in project.References
            where !Layers.Reachable(project.Name).Contains(reference)
            select $"{project.Name} → {reference}");

    [Fact]
    public void Programs_are_never_libraries() =>
        Findings.None(
            "References to a program",
            from project in ProjectFile.All
            where !project.IsTest && project.Name != "AppHost"
            from reference in project.References
            where Layers.Hosts.Contains(reference)
            select $"{project.Name} → {reference}");

    [Fact]
    public void Tests_are_never_libraries() =>
        Findings.None(
            "References to a test project that is none of the libraries of tests",
            from project in ProjectFile.All
            from reference in project.References
            where ProjectFile.All.Any(other => other.Name == reference && other.IsTest && !(project.IsTest && other.IsTestLibrary))
            select $"{project.Name} → {reference}");

    [Fact]
    public void There_are_no_cycles()
    {
        Dictionary<string, HashSet<string>> open = ProjectFile.All.ToDictionary(p => p.Name, p => p.References.ToHashSet());
        // Take away what refers to nothing that is left, until nothing is left or nothing can be taken.
        for (bool progress = true; progress;)
        {
            string[] leaves = [.. open.Keys.Where(name => !open[name].Any(open.ContainsKey))];
            foreach (string leaf in leaves)
                open.Remove(leaf);
            progress = leaves.Length > 0;
        }
        Findings.None("Projects in a cycle", open.Keys);
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_place() =>
        Findings.None(
            "Versions outside Directory.Packages.props",
            from project in ProjectFile.All
            from package in project.Xml.Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{project.Path}: {(string?)package.Attribute("Include")}");

    [Fact]
    public void No_project_softens_the_warnings() =>
        Findings.None(
            "Projects that change what is an error",
            from project in ProjectFile.All
            where project.Xml.Descendants("TreatWarningsAsErrors").Any() || project.Xml.Descendants("WarningsNotAsErrors").Any()
            select project.Path);
}
