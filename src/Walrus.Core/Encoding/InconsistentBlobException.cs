using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>The slivers of a blob do not come from encoding any blob: it was written incorrectly and cannot be read (data plane 10.3).</summary>
public sealed class InconsistentBlobException : ProtocolException
{
    /// <summary>With the blob.</summary>
    public InconsistentBlobException(BlobId blob) : base($"Blob {blob} is inconsistent: its slivers are not an encoding of its bytes.") =>
        BlobId = blob;

    /// <summary>The blob.</summary>
    public BlobId BlobId { get; }
}
