using Walrus.Cli.Options;
using Walrus.Client.Ledger;
using Walrus.Client.Payments;

namespace Walrus.Cli.Network;

/// <summary>A connection to a gateway for the length of one command.</summary>
internal sealed class Gateway : IDisposable
{
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(60);

    public Gateway(Uri url)
    {
        Http = new HttpClient { BaseAddress = url, Timeout = RequestLimit };
        Ledger = new LedgerClient(Http);
    }

    public HttpClient Http { get; }

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
        catch (TransactionAbortedException refused)
        {
            throw new CommandFailedException(refused.Message, "Nothing was spent. `walrus read-balance show` tells where the channel stands.");
        }
        catch (ReadTooDearException dear)
        {
            throw new CommandFailedException(dear.Message, $"Nothing beyond the limit was promised. To read it, add --pay-up-to {WalOption.ToText(dear.Needed)[..^4]}.");
        }
        catch (ReadPaymentException failed)
        {
            throw new CommandFailedException(failed.Message, "What was not settled stays in the read balance: `walrus read-balance show`.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();
}
