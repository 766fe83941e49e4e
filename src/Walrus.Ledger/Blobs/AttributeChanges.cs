using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Blobs;

/// <summary>What the attribute operations do with a map that may be absent (control plane 1.6).</summary>
internal static class AttributeChanges
{
    public static Func<BlobAttributes?, BlobAttributes?> Add(BlobAttributes attributes) => present =>
    {
        LedgerException.Require(present is null, Reason.EDuplicateMetadata);
        return attributes;
    };

    public static Func<BlobAttributes?, BlobAttributes?> Replace(BlobAttributes attributes) => _ => attributes;

    public static Func<BlobAttributes?, BlobAttributes?> Take => static present =>
    {
        Present(present);
        return null;
    };

    public static Func<BlobAttributes?, BlobAttributes?> Set(string key, string value) =>
        present => (present ?? BlobAttributes.Empty).With(key, value);

    public static Func<BlobAttributes?, BlobAttributes?> Remove(string key) => present =>
    {
        BlobAttributes attributes = Present(present);
        LedgerException.Require(attributes.Find(key) is not null, Reason.EMissingMetadata);
        return attributes.Without(key);
    };

    public static Func<BlobAttributes?, BlobAttributes?> RemoveIfPresent(string key) => present => present?.Without(key);

    private static BlobAttributes Present(BlobAttributes? attributes) => attributes ?? throw new LedgerException(Reason.EMissingMetadata);
}
