using System.Globalization;

namespace Walrus.Client.Text;

/// <summary>Durations and sizes as people type them: a number and a unit.</summary>
public static class Quantity
{
    private static readonly (string Unit, long Milliseconds)[] Durations =
        [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    private static readonly (string Unit, long Bytes)[] Sizes =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1), ("", 1)];

    /// <summary>Reads a duration: <c>500ms</c>, <c>60s</c>, <c>5m</c>, <c>1h</c>, <c>14d</c>.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        bool ok = TryParse(text, Durations, out long milliseconds);
        duration = TimeSpan.FromMilliseconds(milliseconds);
        return ok;
    }

    /// <summary>Reads a number of bytes: <c>10MiB</c>, <c>1GB</c>, <c>512</c>.</summary>
    public static bool TryParseSize(string text, out long bytes) => TryParse(text, Sizes, out bytes);

    private static bool TryParse(string text, (string Unit, long Factor)[] units, out long value)
    {
        foreach ((string unit, long factor) in units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                continue;
            string number = text[..^unit.Length].TrimEnd();
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long count) || count > long.MaxValue / factor)
                continue;
            value = count * factor;
            return true;
        }

        value = 0;
        return false;
    }
}
