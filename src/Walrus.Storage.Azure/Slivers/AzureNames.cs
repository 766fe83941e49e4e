using System.Globalization;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>
/// Names of the blobs of a store. Everything but the identity carries it, so that a store that was wiped can never show what another
/// left behind.
/// </summary>
/// <param name="prefix">What all names begin with.</param>
/// <param name="storeId">The store.</param>
internal sealed class AzureNames(string prefix, Guid storeId)
{
    private readonly string _store = $"{prefix}{storeId:N}/";

    /// <summary>The blob that holds the identity.</summary>
    public static string Identity(string prefix) => prefix + "store";

    /// <summary>What the names of everything the store holds begin with.</summary>
    public string Everything => _store;

    /// <summary>The blob of an entry.</summary>
    public string Entry(EntryKey key) => string.Create(CultureInfo.InvariantCulture, $"{_store}entry/{Convert.ToHexStringLower(key.Blob.Bytes.ToArray())}/{key.Slot:x8}");

    /// <summary>The empty blob whose name says when a blob ends; in the order of epochs.</summary>
    public string End(Epoch end, BlobId blob) => string.Create(CultureInfo.InvariantCulture, $"{_store}end/{end.Value:D10}/{Convert.ToHexStringLower(blob.Bytes.ToArray())}");

    /// <summary>Reads the name of an entry.</summary>
    public bool TryParseEntry(string name, out EntryKey key)
    {
        key = default;
        if (Parts(name) is not ["entry", { Length: 64 } blob, { Length: 8 } slot] || !TryParseBlob(blob, out BlobId id)
            || !uint.TryParse(slot, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint number))
            return false;
        key = new EntryKey(id, number);
        return true;
    }

    /// <summary>Reads the name that says when a blob ends.</summary>
    public bool TryParseEnd(string name, out Epoch end, out BlobId blob)
    {
        (end, blob) = (default, default);
        if (Parts(name) is not ["end", { Length: 10 } epoch, { Length: 64 } id] || !TryParseBlob(id, out blob)
            || !uint.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) || number == 0)
            return false;
        end = new Epoch(number);
        return true;
    }

    private string[] Parts(string name) => name.StartsWith(_store, StringComparison.Ordinal) ? name[_store.Length..].Split('/') : [];

    private static bool TryParseBlob(string hex, out BlobId blob)
    {
        byte[] bytes = new byte[Bytes32.Length];
        bool isHex = Convert.FromHexString(hex, bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == bytes.Length;
        blob = isHex ? new BlobId(bytes) : default;
        return isHex;
    }
}
