using System.Globalization;
using System.Text.Json;

namespace Walrus.Gateway.LedgerApi;

/// <summary>Numbers and times as ledger JSON spells them (rulings 30).</summary>
internal static class LedgerText
{
    /// <summary>Amounts, and every other 64-bit number of a command, an event or an object, are decimal strings.</summary>
    public static string Amount(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Times are ISO 8601, UTC.</summary>
    public static string Time(ulong milliseconds) => Time(DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds));

    /// <summary>Times are ISO 8601, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time that may not be known yet.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, ulong? milliseconds)
    {
        if (milliseconds is { } instant)
            json.WriteString(name, Time(instant));
        else
            json.WriteNull(name);
    }
}
