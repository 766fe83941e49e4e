using Walrus.Core.Identifiers;

namespace Walrus.Core.Quilts;

/// <summary>What the index of a quilt says of one patch (data plane 12.2).</summary>
/// <param name="Identifier">Its name in the quilt.</param>
/// <param name="Tags">What else is said of it.</param>
/// <param name="Columns">Where it lies.</param>
public sealed record QuiltPatch(string Identifier, QuiltTags Tags, QuiltColumns Columns)
{
    /// <summary>Its identifier within the network.</summary>
    /// <param name="quilt">The blob id of the quilt.</param>
    public QuiltPatchId IdIn(BlobId quilt) => new(quilt, Columns);
}
