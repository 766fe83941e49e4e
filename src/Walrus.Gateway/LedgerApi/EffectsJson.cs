using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.LedgerApi;

/// <summary>What a transaction did, or would do, as JSON.</summary>
internal static class EffectsJson
{
    /// <summary>Answers effects as the client wants them: BCS or JSON.</summary>
    public static Task SendAsync(HttpContext http, ulong height, TransactionEffects effects) => LedgerReads.WantsBcs(http.Request)
        ? LedgerReads.AnswerBcsAsync(http, height, BcsFormat.ToBytes(effects))
        : LedgerReads.AnswerAsync(http, height, json => Write(json, effects));

    public static void Write(Utf8JsonWriter json, TransactionEffects effects)
    {
        json.WriteStartObject();
        json.WriteString("digest", effects.Digest.ToString());
        json.WriteNumber("height", effects.Height);
        WriteStatus(json, effects.Status);
        json.WriteStartObject("cost");
        json.WriteString("storage", LedgerText.Amount(effects.Cost.Storage));
        json.WriteString("write", LedgerText.Amount(effects.Cost.Write));
        json.WriteString("other", LedgerText.Amount(effects.Cost.Other));
        json.WriteEndObject();
        WriteIds(json, "created", effects.Created);
        WriteIds(json, "mutated", effects.Mutated);
        WriteIds(json, "deleted", effects.Deleted);
        EventJson.WriteArray(json, "events", effects.Events);
        json.WriteEndObject();
    }

    public static void WriteStatus(Utf8JsonWriter json, TransactionStatus status)
    {
        json.WriteString("status", status.IsOk ? "ok" : "aborted");
        if (status.AbortReason is not { } reason)
            return;
        json.WriteString("reason", reason);
        json.WriteNumber("commandIndex", status.CommandIndex);
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<ObjectId> ids)
    {
        json.WriteStartArray(name);
        foreach (ObjectId id in ids)
            json.WriteStringValue(id.ToString());
        json.WriteEndArray();
    }
}
