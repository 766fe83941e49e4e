using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Walrus.Client.Text;

namespace Walrus.Hosting.Options;

/// <summary>Reads single options out of configuration and says in one line what is wrong with a value.</summary>
internal sealed class OptionReader(IConfiguration configuration)
{
    public string? Text(string name)
    {
        string? value = configuration[Option(name).Key];
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < least || value > most)
            throw Wrong(name, text, $"a number from {least} to {most}");
        return value;
    }

    public bool Flag(string name, bool fallback) => Text(name) switch
    {
        null => fallback,
        "true" or "True" or "on" => true,
        "false" or "False" or "off" => false,
        string other => throw Wrong(name, other, "true or false"),
    };

    public TimeSpan? Duration(string name, TimeSpan least)
    {
        if (Text(name) is not { } text)
            return null;
        return Quantity.TryParseDuration(text, out TimeSpan value) && value >= least
            ? value
            : throw Wrong(name, text, $"a duration such as 60s or 1h, at least {least.TotalMilliseconds} ms");
    }

    public long? Size(string name, long least = 1)
    {
        if (Text(name) is not { } text)
            return null;
        return Quantity.TryParseSize(text, out long value) && value >= least ? value : throw Wrong(name, text, "a size such as 10MiB or 2GiB");
    }

    public ulong? Seed(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : throw Wrong(name, text, "a whole number");
    }

    public IPAddress Address(string name, IPAddress fallback)
    {
        if (Text(name) is not { } text)
            return fallback;
        return IPAddress.TryParse(text, out IPAddress? value) ? value : throw Wrong(name, text, "an IP address");
    }

    public Uri? Url(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? value) && value.Scheme is "http" or "https" ? value : throw Wrong(name, text, "an http or https URL");
    }

    public T OneOf<T>(string name, T fallback, params (string Word, T Value)[] choices)
    {
        if (Text(name) is not { } text)
            return fallback;
        foreach ((string word, T value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw Wrong(name, text, string.Join(", ", choices.Select(static choice => choice.Word)));
    }

    public static OptionException Wrong(string name, string value, string wanted) => new($"--{name} {value}: expected {wanted}.");

    private static ServerOption Option(string name) => ServerOption.All.Single(option => option.Name == name);
}
