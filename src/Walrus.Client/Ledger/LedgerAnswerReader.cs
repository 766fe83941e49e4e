using System.Globalization;
using System.Text.Json;
using Walrus.Client.Http;
using Walrus.Core.Identifiers;

namespace Walrus.Client.Ledger;

/// <summary>Reads the JSON of the ledger API without trusting its shape: what does not fit is a <see cref="FormatException"/>.</summary>
internal static class LedgerAnswerReader
{
    private const int UrlMax = 1024;

    public static LedgerInfo Info(JsonElement json) => new(
        Hash(json.Text("networkId")),
        new Epoch(json.Number32("epoch")),
        json.Text("epochState"),
        (int)json.Number32("nShards"),
        json.Number32("maxEpochsAhead"),
        Amount(json.Member("prices"), "storagePricePerUnit"),
        Amount(json.Member("prices"), "writePricePerUnit"),
        json.Member("head").Number("height"),
        [.. Items(json.Member("committee"), "members").Select(Member)]);

    public static LedgerAccount Account(JsonElement json) => new(
        Address.TryParse(json.Text("address"), out Address address) ? address : throw new FormatException("'address' is no address."),
        Amount(json, "balance"),
        json.Number("nonce"),
        [.. Items(json, "objects").Select(static item => new OwnedObject(Id(item.Text("id")), item.Text("type")))],
        json.TryText("after", out string? after) ? Id(after) : null);

    public static LedgerObjectAnswer Object(JsonElement json) => new(Id(json.Text("id")), json.Text("type"), json.Clone());

    public static LedgerEventPage Events(JsonElement json) => new([.. Items(json, "events").Select(Event)], json.Number("next"), json.Number("end"));

    public static LedgerEventAnswer Event(JsonElement json) =>
        new(json.Number("position"), json.Number("height"), json.Text("kind"), json.Member("fields").Clone());

    private static LedgerMember Member(JsonElement json) => new(
        Id(json.Text("nodeId")),
        json.Text("name"),
        json.Text("url") is { Length: <= UrlMax } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) ? parsed : throw new FormatException("'url' is no URL."),
        [.. Items(json, "shards").Select(static shard => new ShardIndex(
            shard.ValueKind == JsonValueKind.Number && shard.TryGetUInt16(out ushort value) ? value : throw new FormatException("A shard is no number.")))]);

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : throw new FormatException($"'{name}' is no array.");

    private static ulong Amount(JsonElement json, string name) =>
        ulong.TryParse(json.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out ulong amount) ? amount : throw new FormatException($"'{name}' is no amount.");

    private static ObjectId Id(string text) => ObjectId.TryParse(text, out ObjectId id) ? id : throw new FormatException($"'{text}' is no object id.");

    private static Bytes32 Hash(string text) => Id(text).Bytes;
}
