using System.CommandLine;
using System.Globalization;

namespace Walrus.Cli.Options;

/// <summary>Options whose value is a whole number within limits.</summary>
internal static class NumberOption
{
    public static Option<string> Create(string name, string unit, string description, long least, long most)
    {
        Option<string> option = new(name) { Description = description, HelpName = unit };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count != 1)
                return;
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most)
                return;
            string limits = most == long.MaxValue ? $"from {least} on" : $"from {least} to {most}";
            result.AddError($"'{text}' is no value of {name}: it takes a whole number {limits}.");
        });
        return option;
    }

    /// <summary>The number given, or <paramref name="otherwise"/>.</summary>
    public static long Number(this ParseResult parsed, Option<string> option, long otherwise) =>
        parsed.GetValue(option) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
