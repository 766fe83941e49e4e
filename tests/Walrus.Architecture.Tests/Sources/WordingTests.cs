using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Walrus.Architecture.Tests;

/// <summary>Words and forms that have no place in the project. A class of one letter keeps a pattern from finding itself.</summary>
public sealed partial class WordingTests
{
    private static IEnumerable<string> Sources => Repository.ProductSources.Concat(Repository.TestSources);

    [Fact]
    public void Nothing_is_left_unfinished_or_switched_off() =>
        Findings.None("Unfinished or switched off", Find(Sources, Unfinished()));

    [Fact]
    public void Tests_do_not_wait_by_the_wall_clock() =>
        Findings.None("Waits by the wall clock", Find(Repository.TestSources, Waits()));

    [Fact]
    public void No_error_is_swallowed() =>
        Findings.None(
            "Empty catch blocks",
            from path in Repository.ProductSources
            from caught in SyntaxTrees.Of(path).GetRoot().DescendantNodes().OfType<CatchClauseSyntax>()
            where caught.Block.Statements.Count == 0 && !caught.Block.DescendantTrivia().Any(IsComment)
            select $"{path}:{caught.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");

    [Fact]
    public void The_project_knows_no_machine() =>
        Findings.None("Paths of somebody's machine", Find(Repository.Texts, MachinePaths()));

    private static IEnumerable<string> Find(IEnumerable<string> paths, Regex pattern) =>
        from path in paths
        from line in Repository.Read(path).Split('\n').Index()
        where pattern.IsMatch(line.Item)
        select $"{path}:{line.Index + 1}: {line.Item.Trim()}";

    private static bool IsComment(SyntaxTrivia trivia) => trivia.ToString().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex("""NotImplementedExceptio[n]|\b(TOD[O]|FIXM[E]|HAC[K]|XX[X])\b|\bSki[p] *=(?![>=])|Assert\.True\(tru[e]\)""")]
    private static partial Regex Unfinished();

    // Waiting for ever, or by a clock that the test moves, is not meant.
    [GeneratedRegex("""Thread\.Slee[p]|Task\.Dela[y]\((?!Timeout\.Infinite|[^,]*, *(clock|time)\b)""")]
    private static partial Regex Waits();

    [GeneratedRegex("""(?<![\w./~:-])/(wor[k]|hom[e]|roo[t]|User[s])/|[A-Z]:\\User[s]|\.\./share[d]\b""")]
    private static partial Regex MachinePaths();
}
