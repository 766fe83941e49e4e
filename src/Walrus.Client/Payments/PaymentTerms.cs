using System.Collections.Immutable;
using System.Globalization;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Payments;

/// <summary>
/// What a gateway wants for a read. It stands in the metadata of answers with 402, as text: amounts in decimals, ids as they are written
/// elsewhere.
/// </summary>
/// <param name="Gateway">The account that channels are opened to.</param>
/// <param name="PricePerMib">FROST for a started MiB.</param>
/// <param name="LeastExpiry">Epoch in which a voucher must still be good.</param>
/// <param name="ReadBytes">Unencoded bytes that were asked for.</param>
/// <param name="Channel">The reader's channel; null when it has none, or did not say who it is.</param>
public sealed record PaymentTerms(Address Gateway, ulong PricePerMib, Epoch LeastExpiry, ulong ReadBytes, ChannelTerms? Channel)
{
    /// <summary>The terms as they stand in the envelope.</summary>
    public ImmutableSortedDictionary<string, string> ToMetadata()
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        metadata["gateway"] = Gateway.ToString();
        metadata["readPricePerMib"] = Text(PricePerMib);
        metadata["leastExpiry"] = Text(LeastExpiry.Value);
        metadata["readBytes"] = Text(ReadBytes);
        if (Channel is not { } channel)
            return metadata.ToImmutable();
        metadata["channel"] = channel.Channel.ToString();
        metadata["balance"] = Text(channel.Balance);
        metadata["settledBytes"] = Text(channel.SettledBytes);
        metadata["coveredBytes"] = Text(channel.CoveredBytes);
        metadata["deliveredBytes"] = Text(channel.DeliveredBytes);
        metadata["requiredBytes"] = Text(channel.RequiredBytes);
        if (channel.WithdrawableFrom is { } from)
            metadata["withdrawableFrom"] = Text(from.Value);
        return metadata.ToImmutable();
    }

    /// <summary>The terms in the metadata of an answer.</summary>
    /// <exception cref="FormatException">They are not there, or make no sense.</exception>
    public static PaymentTerms Read(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        string gateway = metadata.GetValueOrDefault("gateway", "");
        return new PaymentTerms(
            Address.TryParse(gateway, out Address address) ? address : throw new FormatException($"'{gateway}' is no address of a gateway."),
            Number(metadata, "readPricePerMib"),
            EpochOf(metadata, "leastExpiry"),
            Number(metadata, "readBytes"),
            metadata.TryGetValue("channel", out string? channel) ? ReadChannel(channel, metadata) : null);
    }

    private static ChannelTerms ReadChannel(string channel, IReadOnlyDictionary<string, string> metadata) => new(
        ObjectId.TryParse(channel, out ObjectId id) ? id : throw new FormatException($"'{channel}' is no channel."),
        Number(metadata, "balance"),
        Number(metadata, "settledBytes"),
        Number(metadata, "coveredBytes"),
        Number(metadata, "deliveredBytes"),
        Number(metadata, "requiredBytes"),
        metadata.ContainsKey("withdrawableFrom") ? EpochOf(metadata, "withdrawableFrom") : null);

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    private static ulong Number(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out string? text) && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new FormatException($"'{name}' is not a whole number.");

    private static Epoch EpochOf(IReadOnlyDictionary<string, string> metadata, string name) =>
        Number(metadata, name) is var number and <= uint.MaxValue ? new Epoch((uint)number) : throw new FormatException($"'{name}' is no epoch.");
}
