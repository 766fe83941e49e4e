using Walrus.Client.Ledger;

namespace Walrus.Cli.Network;

/// <summary>A connection to a gateway for the length of one command.</summary>
internal sealed class Gateway : IDisposable
{
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;

    public Gateway(Uri url)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = RequestLimit };
        Ledger = new LedgerClient(_http);
    }

    public LedgerClient Ledger { get; }

    /// <summary>Runs a command's work to its end, with errors of the network in the words of its user.</summary>
    /// <exception cref="CommandFailedException">The network refused or could not be reached.</exception>
    public static int Run(Func<CancellationToken, Task> work)
    {
        using Interruption interruption = new();
        try
        {
            work(interruption.Token).GetAwaiter().GetResult();
            return ExitCodes.Done;
        }
        catch (LedgerApiException refused)
        {
            throw new CommandFailedException(
                refused.Reason is { } reason ? $"{refused.Message} ({reason})" : refused.Message,
                refused.Code is null ? "Is the network running there? --url or WALRUS_URL name another gateway." : "Nothing was spent. Change what it names, or try again later.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
