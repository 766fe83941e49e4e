using System.Text.Json;

namespace Walrus.Client.StorageNodes;

/// <summary>JSON of <see cref="StoredStatus"/>: lower case, as the native client wants it (HTTP interfaces 7.1, 9.1).</summary>
public static class StoredStatusJson
{
    /// <summary>The name in JSON.</summary>
    public static string WireName(this StoredStatus status) => status switch
    {
        StoredStatus.Stored => "stored",
        StoredStatus.Buffered => "buffered",
        _ => "nonexistent",
    };

    /// <summary>Reads a status.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static StoredStatus Read(JsonElement json) => (json.ValueKind == JsonValueKind.String ? json.GetString() : null) switch
    {
        "stored" => StoredStatus.Stored,
        "buffered" => StoredStatus.Buffered,
        "nonexistent" => StoredStatus.Nonexistent,
        _ => throw new FormatException($"{json.GetRawText()} is no storage status."),
    };
}
