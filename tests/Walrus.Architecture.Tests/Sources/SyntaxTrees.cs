using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Walrus.Architecture.Tests;

/// <summary>The sources, parsed once for all rules.</summary>
internal static class SyntaxTrees
{
    private static readonly ConcurrentDictionary<string, SyntaxTree> Parsed = [];

    public static SyntaxTree Of(string path) =>
        Parsed.GetOrAdd(path, file => CSharpSyntaxTree.ParseText(Repository.Read(file), new CSharpParseOptions(LanguageVersion.Preview), file));
}
