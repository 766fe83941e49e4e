using System.Globalization;
using System.Text.Json;
using Walrus.Client.Http;
using Walrus.Client.Ledger;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Transactions;

namespace Walrus.Client.Payments;

/// <summary>One reader's channel to one gateway: opens it, looks at it, closes it.</summary>
public sealed class ReadChannelClient
{
    private readonly LedgerClient _ledger;
    private readonly AccountClient _account;
    private readonly Address _reader;

    /// <summary>A channel of <paramref name="reader"/> to the gateway at the base address of <paramref name="http"/>. Neither is disposed.</summary>
    public ReadChannelClient(HttpClient http, Ed25519Account reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _ledger = new LedgerClient(http);
        _account = new AccountClient(_ledger, reader);
        _reader = reader.Address;
    }

    /// <summary>What the gateway wants, and where the channel stands.</summary>
    /// <exception cref="LedgerApiException">The gateway cannot be reached, or refuses. So with every method here.</exception>
    public Task<PaymentTerms> GetTermsAsync(CancellationToken cancellation = default) =>
        _ledger.GetJsonAsync($"/v1/read-channels/{_reader}", Read, cancellation);

    /// <summary>Pays into the channel, which this opens if there is none.</summary>
    /// <exception cref="TransactionAbortedException">The ledger refuses: the account has less, or the channel is closing. So with every method that spends.</exception>
    public async Task<TransactionEffects> DepositAsync(ulong amount, CancellationToken cancellation = default) =>
        await SubmitAsync(gateway => new DepositForReads(gateway, amount), cancellation).ConfigureAwait(false);

    /// <summary>Asks for the balance back; returns the first epoch in which it can be withdrawn.</summary>
    public async Task<Epoch> CloseAsync(CancellationToken cancellation = default)
    {
        TransactionEffects effects = await SubmitAsync(static gateway => new CloseReadChannel(gateway), cancellation).ConfigureAwait(false);
        return effects.Events.Select(static item => item.Body).OfType<ReadChannelClosing>().Single().WithdrawableFrom;
    }

    /// <summary>Takes the balance back; returns it, in FROST.</summary>
    public async Task<ulong> WithdrawAsync(CancellationToken cancellation = default)
    {
        TransactionEffects effects = await SubmitAsync(static gateway => new WithdrawReadBalance(gateway), cancellation).ConfigureAwait(false);
        return effects.Events.Select(static item => item.Body).OfType<ReadChannelClosed>().Single().Amount;
    }

    internal async Task<Bytes32> GetNetworkAsync(CancellationToken cancellation) =>
        (await _ledger.GetInfoAsync(cancellation).ConfigureAwait(false)).NetworkId;

    private async Task<TransactionEffects> SubmitAsync(Func<Address, Command> command, CancellationToken cancellation)
    {
        PaymentTerms terms = await GetTermsAsync(cancellation).ConfigureAwait(false);
        return await _account.SubmitAsync(new TransactionBuilder().Add(command(terms.Gateway)), cancellation).ConfigureAwait(false);
    }

    private static PaymentTerms Read(JsonElement json)
    {
        ChannelTerms? channel = json.Member("channel") is { ValueKind: JsonValueKind.Object } open ? ReadChannel(open) : null;
        string gateway = json.Text("gateway");
        return new PaymentTerms(
            Address.TryParse(gateway, out Address address) ? address : throw new FormatException($"'{gateway}' is no address."),
            Amount(json, "readPricePerMib"), new Epoch(json.Number32("leastExpiry")), 0, channel);
    }

    private static ChannelTerms ReadChannel(JsonElement json)
    {
        ulong covered = Amount(json, "coveredBytes");
        return new ChannelTerms(
            ObjectId.TryParse(json.Text("id"), out ObjectId id) ? id : throw new FormatException("'id' is no channel."),
            Amount(json, "balance"), Amount(json, "settledBytes"), covered, Amount(json, "deliveredBytes"),
            RequiredBytes: covered < ulong.MaxValue ? covered + 1 : covered,
            json.OptionalNumber("withdrawableFrom") is null ? null : new Epoch(json.Number32("withdrawableFrom")));
    }

    private static ulong Amount(JsonElement json, string name) =>
        ulong.TryParse(json.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out ulong amount) ? amount : throw new FormatException($"'{name}' is no amount.");
}
