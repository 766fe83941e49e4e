using System.Text.Json;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.LedgerApi;

/// <summary>Blocks as JSON.</summary>
internal static class BlockJson
{
    public static void Write(Utf8JsonWriter json, Block block, IReadOnlyList<TransactionEffects?> effects, IReadOnlyList<LedgerEvent>? events)
    {
        json.WriteStartObject();
        json.WriteNumber("height", block.Header.Height);
        json.WriteString("hash", "0x" + block.Header.ComputeHash());
        WriteHeader(json, block.Header);
        json.WriteStartArray("transactions");
        for (int i = 0; i < block.Transactions.Length; i++)
            WriteTransaction(json, block.Transactions[i], effects[i]);
        json.WriteEndArray();
        if (events is null)
            json.WriteNull("events");
        else
            EventJson.WriteArray(json, "events", events);
        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, BlockHeader header)
    {
        json.WriteStartObject("header");
        json.WriteNumber("version", BlockHeader.FormatVersion);
        json.WriteString("networkId", header.Network.ToString());
        json.WriteNumber("height", header.Height);
        json.WriteString("previous", "0x" + header.Previous);
        json.WriteString("time", LedgerText.Time(header.TimestampMs));
        json.WriteNumber("timestampMs", header.TimestampMs);
        json.WriteNumber("epoch", header.Epoch.Value);
        json.WriteString("txRoot", "0x" + header.TransactionRoot);
        json.WriteString("eventRoot", "0x" + header.EventRoot);
        json.WriteString("availabilityRoot", "0x" + header.AvailabilityRoot);
        json.WriteString("committeeHash", "0x" + header.CommitteeHash);
        json.WriteString("nextCommitteeHash", header.NextCommitteeHash is { } next ? "0x" + next : null);
        json.WriteEndObject();
    }

    private static void WriteTransaction(Utf8JsonWriter json, SignedTransaction signed, TransactionEffects? effects)
    {
        json.WriteStartObject();
        json.WriteString("digest", signed.Digest.ToString());
        json.WriteString("sender", signed.Transaction.Sender.ToString());
        json.WriteNumber("nonce", signed.Transaction.Nonce);
        json.WriteNumber("expiryEpoch", signed.Transaction.Expiry.Value);
        if (effects is not null)
            EffectsJson.WriteStatus(json, effects.Status);
        json.WriteStartArray("commands");
        foreach (Command command in signed.Transaction.Commands)
        {
            json.WriteStartObject();
            json.WriteString("kind", command.Kind.ToString());
            RecordJson.WriteFields(json, command);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
