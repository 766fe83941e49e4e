namespace Walrus.Architecture.Tests;

/// <summary>Assertions about many places at once.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding on a line of its own.</summary>
    public static void None(string rule, IEnumerable<string> findings)
    {
        string[] found = [.. findings];
        if (found.Length > 0)
            Assert.Fail($"{rule}:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
