using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Recovery;

/// <summary>A cell of the expanded matrix: where a primary and a secondary sliver cross (data plane 7.4).</summary>
/// <param name="Primary">Row.</param>
/// <param name="Secondary">Column.</param>
public readonly record struct SymbolId(SliverIndex Primary, SliverIndex Secondary) : IBcs<SymbolId>
{
    /// <summary>Parses the text form, such as <c>999-32</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SymbolId id)
    {
        id = default;
        string[] parts = text?.Split('-') ?? [];
        if (parts.Length != 2 || !TryParseIndex(parts[0], out SliverIndex primary) || !TryParseIndex(parts[1], out SliverIndex secondary))
            return false;
        id = new SymbolId(primary, secondary);
        return true;
    }

    /// <summary>Parses the text form, such as <c>999-32</c>.</summary>
    /// <exception cref="FormatException">The text is not two 16-bit numbers joined by a hyphen.</exception>
    public static SymbolId Parse(string text) =>
        TryParse(text, out SymbolId id) ? id : throw new FormatException($"'{text}' is no symbol id such as 999-32.");

    /// <summary>Row and column, decimal, joined by a hyphen.</summary>
    public override string ToString() => $"{Primary}-{Secondary}";

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U16(Primary.Value);
        writer.U16(Secondary.Value);
    }

    /// <inheritdoc/>
    public static SymbolId Read(ref BcsReader reader) => new(new SliverIndex(reader.U16()), new SliverIndex(reader.U16()));

    private static bool TryParseIndex(string text, out SliverIndex index)
    {
        bool ok = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value);
        index = new SliverIndex(value);
        return ok;
    }
}
