using Walrus.Core.Bcs;
using Walrus.Ledger.Blobs;

namespace Walrus.Ledger.Committees;

/// <summary>What an operator tells people about a node (control plane 3.1).</summary>
/// <param name="ImageUrl">A picture.</param>
/// <param name="ProjectUrl">The operator's page.</param>
/// <param name="Description">Some sentences.</param>
/// <param name="Extra">Anything else.</param>
public sealed record NodeMetadata(string ImageUrl, string ProjectUrl, string Description, BlobAttributes Extra) : IBcs<NodeMetadata>
{
    /// <summary>Nothing told.</summary>
    public static readonly NodeMetadata Empty = new(string.Empty, string.Empty, string.Empty, BlobAttributes.Empty);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.String(ImageUrl);
        writer.String(ProjectUrl);
        writer.String(Description);
        writer.Value(Extra);
    }

    /// <inheritdoc/>
    public static NodeMetadata Read(ref BcsReader reader) =>
        new(reader.String(), reader.String(), reader.String(), BlobAttributes.Read(ref reader));
}
