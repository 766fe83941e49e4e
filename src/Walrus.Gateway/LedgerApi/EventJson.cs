using System.Text.Json;
using Walrus.Ledger.Events;

namespace Walrus.Gateway.LedgerApi;

/// <summary>Events as JSON: where one stands, its kind, and the fields of the kind.</summary>
internal static class EventJson
{
    public static void Write(Utf8JsonWriter json, LedgerEvent item)
    {
        json.WriteStartObject();
        json.WriteNumber("position", item.Position);
        json.WriteNumber("height", item.Height);
        if (item.TransactionIndex != LedgerEvent.NoTransaction)
            json.WriteNumber("txIndex", item.TransactionIndex);
        else
            json.WriteNull("txIndex");
        json.WriteNumber("eventSeq", item.EventIndex);
        json.WriteString("kind", item.Body.Kind.ToString());
        json.WriteStartObject("fields");
        RecordJson.WriteFields(json, item.Body);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<LedgerEvent> events)
    {
        json.WriteStartArray(name);
        foreach (LedgerEvent item in events)
            Write(json, item);
        json.WriteEndArray();
    }
}
