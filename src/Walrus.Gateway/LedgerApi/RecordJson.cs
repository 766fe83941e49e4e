using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.LedgerApi;

/// <summary>
/// Fields of a command, an event or an object of the ledger, by their names in camelCase. It follows the records themselves, so that a
/// kind that is added later shows without further ado.
/// </summary>
internal static class RecordJson
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Fields = new();

    /// <summary>Writes the fields into the object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter json, object record)
    {
        foreach ((string name, PropertyInfo property) in Fields.GetOrAdd(record.GetType(), FindFields))
        {
            json.WritePropertyName(name);
            WriteValue(json, property.GetValue(record));
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case string text: json.WriteStringValue(text); break;
            case ulong amount: json.WriteStringValue(LedgerText.Amount(amount)); break;
            case byte or ushort or uint or int: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case Epoch epoch: json.WriteNumberValue(epoch.Value); break;
            case ShardIndex shard: json.WriteNumberValue(shard.Value); break;
            case Bytes32 bytes: json.WriteStringValue("0x" + bytes); break;
            case ReadOnlyMemory<byte> bytes: json.WriteBase64StringValue(bytes.Span); break;
            case Certificate certificate: WriteCertificate(json, certificate); break;
            case BlobAttributes attributes: WriteAttributes(json, attributes); break;
            default: WriteOther(json, value); break;
        }
    }

    private static void WriteOther(Utf8JsonWriter json, object value)
    {
        if (value is BlobId or ObjectId or Address or TransactionDigest or ObjectArgument or Enum || value.GetType().Namespace == typeof(Core.Signatures.BlsPublicKey).Namespace)
        {
            json.WriteStringValue(value.ToString());
        }
        else if (value is IEnumerable items)
        {
            json.WriteStartArray();
            foreach (object? item in items)
                WriteValue(json, item);
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            WriteFields(json, value);
            json.WriteEndObject();
        }
    }

    private static void WriteCertificate(Utf8JsonWriter json, Certificate certificate)
    {
        json.WriteStartObject();
        json.WriteBase64String("signature", certificate.Signature.Span);
        json.WriteBase64String("signers", certificate.SignersBitmap.Span);
        json.WriteBase64String("message", certificate.Message.Span);
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, BlobAttributes attributes)
    {
        json.WriteStartObject();
        foreach ((string key, string value) in attributes.Pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    /// <summary>The public properties in the order of the record's parameters, without those that only its kind repeats.</summary>
    private static (string Name, PropertyInfo Property)[] FindFields(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && IsData(type, property))
            .Select(static property => (JsonNamingPolicy.CamelCase.ConvertName(property.Name), property))];

    private static bool IsData(Type type, PropertyInfo property) =>
        !(typeof(Command).IsAssignableFrom(type) || typeof(EventBody).IsAssignableFrom(type)) || property.Name != nameof(Command.Kind);
}
