using System.Globalization;
using Walrus.Client.Reading;

namespace Walrus.Gateway.Aggregating;

/// <summary>
/// The <c>Range</c> header: <c>a-b</c>, the open <c>a-</c> and the suffix <c>-n</c> as RFC 9110 has them. Several ranges, another
/// unit, and what lies outside the blob are refused (rulings 26).
/// </summary>
internal static class RangeHeader
{
    private const string Unit = "bytes=";

    /// <summary>Reads a header against a blob of <paramref name="size"/> bytes; the range is never empty.</summary>
    public static bool TryParse(string header, long size, out ByteRange range)
    {
        range = default;
        if (!header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) || header.Contains(','))
            return false;
        string[] ends = header[Unit.Length..].Trim().Split('-');
        if (ends.Length != 2 || !TryParseEnd(ends[0], out long? first) || !TryParseEnd(ends[1], out long? last) || last < first)
            return false;
        (long start, long end) = (first, last) switch
        {
            ({ } from, { } to) => (from, Math.Min(to, size - 1)),
            ({ } from, null) => (from, size - 1),
            (null, { } count) => (Math.Max(size - count, 0), size - 1),
            _ => (0, -1),
        };
        range = new ByteRange(start, end - start + 1);
        return start < size && range.Length > 0;
    }

    /// <summary>Value of <c>Content-Range</c> for a part of a blob of <paramref name="size"/> bytes.</summary>
    public static string ContentRange(ByteRange range, long size) => string.Create(CultureInfo.InvariantCulture, $"bytes {range.Offset}-{range.End - 1}/{size}");

    private static bool TryParseEnd(string text, out long? end)
    {
        end = null;
        if (text.Length == 0)
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            return false;
        end = value;
        return true;
    }
}
