using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Walrus.Architecture.Tests;

public sealed class SizeTests
{
    private const int LinesPerFileMax = 400;
    private const int LinesPerMethodMax = 70;

    private static readonly string[] Sources = [.. Repository.ProductSources, .. Repository.TestSources];

    [Fact]
    public void A_file_holds_one_idea() =>
        Findings.None(
            $"Files of more than {LinesPerFileMax} lines",
            from path in Sources
            let lines = Repository.Read(path).AsSpan().Count('\n')
            where lines > LinesPerFileMax
            select $"{path}: {lines}");

    [Fact]
    public void A_method_fits_on_a_screen() =>
        Findings.None(
            $"Methods of more than {LinesPerMethodMax} lines",
            from path in Sources
            from node in SyntaxTrees.Of(path).GetRoot().DescendantNodes()
            where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            let span = node.SyntaxTree.GetLineSpan(node.Span)
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > LinesPerMethodMax
            select $"{path}:{span.StartLinePosition.Line + 1}: {lines}");

    [Fact]
    public void Every_source_parses() =>
        Findings.None(
            "Files that do not parse, so that the other rules may not see them",
            from path in Sources
            from problem in SyntaxTrees.Of(path).GetDiagnostics()
            where problem.Severity == DiagnosticSeverity.Error
            select $"{path}: {problem}");
}
