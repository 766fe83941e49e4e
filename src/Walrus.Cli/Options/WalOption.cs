using System.CommandLine;
using System.Globalization;

namespace Walrus.Cli.Options;

/// <summary>Options whose value is an amount of WAL, with up to nine decimals; commands work with FROST.</summary>
internal static class WalOption
{
    private const int Decimals = 9;
    private const ulong FrostPerWal = 1_000_000_000;

    public static Option<string> Create(string name, string description)
    {
        Option<string> option = new(name) { Description = description, HelpName = "WAL" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !TryParse(result.Tokens[0].Value, out _))
                result.AddError($"'{result.Tokens[0].Value}' is no value of {name}: it takes an amount of WAL above 0, such as 1.5.");
        });
        return option;
    }

    /// <summary>The amount given, in FROST; null if none is.</summary>
    public static ulong? Frost(this ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { } text && TryParse(text, out ulong frost) ? frost : null;

    /// <summary>An amount in the words of its user.</summary>
    public static string ToText(ulong frost) =>
        string.Create(CultureInfo.InvariantCulture, $"{frost / FrostPerWal}.{frost % FrostPerWal:D9}").TrimEnd('0').TrimEnd('.') + " WAL";

    private static bool TryParse(string text, out ulong frost)
    {
        frost = 0;
        string[] parts = text.Split('.');
        string fraction = parts.Length > 1 ? parts[1] : "";
        if (parts.Length > 2 || fraction.Length > Decimals || (parts.Length == 2 && fraction.Length == 0))
            return false;
        return UInt128.TryParse(parts[0] + fraction.PadRight(Decimals, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 amount)
            && parts[0].Length > 0 && amount > 0 && amount <= ulong.MaxValue && (frost = (ulong)amount) > 0;
    }
}
