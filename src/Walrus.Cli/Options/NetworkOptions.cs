using System.CommandLine;

namespace Walrus.Cli.Options;

/// <summary>Where the network is that a command talks to.</summary>
internal static class NetworkOptions
{
    private const string DefaultUrl = "http://127.0.0.1:31415";
    private const string UrlVariable = "WALRUS_URL";

    /// <summary>The gateway's address.</summary>
    public static Option<string> Url()
    {
        Option<string> option = new("--url") { Description = $"The gateway; {UrlVariable} or {DefaultUrl} if not given.", HelpName = "URL" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Find(result.Tokens[0].Value) is null)
                result.AddError($"'{result.Tokens[0].Value}' is no address of a gateway: it begins with http:// or https://.");
        });
        return option;
    }

    /// <summary>The address given, or that of the environment, or the usual one.</summary>
    /// <exception cref="CommandFailedException">What the environment says is no address.</exception>
    public static Uri Gateway(this ParseResult parsed, Option<string> url)
    {
        string text = parsed.GetValue(url) ?? Environment.GetEnvironmentVariable(UrlVariable) ?? DefaultUrl;
        return Find(text) ?? throw new CommandFailedException($"'{text}' is no address of a gateway.", $"Set {UrlVariable} to one that begins with http://, or give --url.");
    }

    /// <summary>The address that a text is, or null.</summary>
    public static Uri? Find(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri : null;
}
