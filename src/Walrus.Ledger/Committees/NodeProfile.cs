using System.Text;
using Walrus.Core.Bcs;

namespace Walrus.Ledger.Committees;

/// <summary>What a node is called, where it is reached and what it tells of itself (control plane 3.1); changes at once.</summary>
/// <param name="Name">Its operator's name for it, unique on the ledger.</param>
/// <param name="Url">Where it is reached, beginning with <c>http://</c> or <c>https://</c>.</param>
/// <param name="NetworkKey">The public key of its transport.</param>
/// <param name="Metadata">What it tells people.</param>
public sealed record NodeProfile(string Name, string Url, ReadOnlyMemory<byte> NetworkKey, NodeMetadata Metadata) : IBcs<NodeProfile>
{
    /// <summary>Most bytes of a name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Most bytes of a URL.</summary>
    public const int MaxUrlLength = 259;

    /// <summary>Most bytes of a network key.</summary>
    public const int MaxNetworkKeyLength = 128;

    /// <summary>Most bytes of all metadata.</summary>
    public const int MaxMetadataLength = 16 * 1024;

    /// <summary>Whether every field keeps to its bounds.</summary>
    internal bool IsWithinBounds =>
        Encoding.UTF8.GetByteCount(Name) is > 0 and <= MaxNameLength
        && Url.Length <= MaxUrlLength
        && IsAddress(Url)
        && NetworkKey.Length <= MaxNetworkKeyLength
        && BcsFormat.ToBytes(Metadata).Length <= MaxMetadataLength;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.String(Name);
        writer.String(Url);
        writer.Bytes(NetworkKey.Span);
        writer.Value(Metadata);
    }

    /// <inheritdoc/>
    public static NodeProfile Read(ref BcsReader reader) =>
        new(reader.String(), reader.String(), reader.Bytes().ToArray(), NodeMetadata.Read(ref reader));

    // Printable ASCII only; what else a URL may be is for whoever connects to find out.
    private static bool IsAddress(string url) =>
        (url.StartsWith("http://", StringComparison.Ordinal) || url.StartsWith("https://", StringComparison.Ordinal))
        && url.All(static letter => letter is > ' ' and <= '~');
}
