using System.Text.RegularExpressions;

namespace Walrus.Architecture.Tests;

public sealed partial class SolutionTests
{
    /// <summary>They need packages that not every source has, and are built by themselves.</summary>
    private static readonly string[] BuiltAlone = ["AppHost", "Walrus.Server.Azure"];

    private static readonly string Solution = Repository.Read("Walrus.Cloud.sln");

    [Fact]
    public void The_solution_lists_every_project()
    {
        string[] listed = [.. ProjectLines().Matches(Solution).Select(line => line.Groups["path"].Value.Replace('\\', '/')).Order()];
        Assert.Equal(ProjectFile.All.Select(project => project.Path).Order(), listed);
    }

    [Fact]
    public void The_default_build_takes_every_project_but_those_that_are_built_alone()
    {
        foreach (Match line in ProjectLines().Matches(Solution))
        {
            string id = line.Groups["id"].Value;
            bool isBuilt = Solution.Contains($"{id}.Release|Any CPU.Build.0", StringComparison.Ordinal);
            Assert.True(
                isBuilt != BuiltAlone.Contains(line.Groups["name"].Value),
                $"{line.Groups["name"].Value} is {(isBuilt ? "" : "not ")}part of the default build");
            Assert.Contains($"{id}.Release|Any CPU.ActiveCfg", Solution, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("""^Project\("[^"]+"\) = "(?<name>[^"]+)", "(?<path>[^"]+\.csproj)", "(?<id>\{[^"]+\})""", RegexOptions.Multiline)]
    private static partial Regex ProjectLines();
}
