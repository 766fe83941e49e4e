using System.Globalization;
using System.Runtime.CompilerServices;

namespace Walrus.Ledger.Tests.Formats;

/// <summary>The tables of docs/ledger-format.md, which are the golden bytes of every format.</summary>
internal static class FormatDocument
{
    /// <summary>Rows of the table under a heading: the cells.</summary>
    public static IReadOnlyList<string[]> Rows(string heading, [CallerFilePath] string source = "")
    {
        string document = File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "docs", "ledger-format.md"));
        string section = document.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        string[][] rows = [.. section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim().Trim('`')).ToArray())];
        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>Bytes written as hexadecimal groups, where <c>xx*n</c> repeats a byte.</summary>
    public static byte[] Bytes(string example) => [.. example.Split(' ').SelectMany(static group =>
    {
        string[] parts = group.Split('*');
        byte[] bytes = Convert.FromHexString(parts[0]);
        return parts.Length == 1 ? bytes : [.. Enumerable.Repeat(bytes[0], int.Parse(parts[1], CultureInfo.InvariantCulture))];
    })];
}
