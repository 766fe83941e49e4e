namespace Walrus.Core.Quilts;

/// <summary>Why files are not packed into a quilt (data plane 12.4).</summary>
public enum QuiltRefusal
{
    /// <summary>There are more patches than columns, less one for the index.</summary>
    TooManyPatches,

    /// <summary>Two patches have the same identifier.</summary>
    DuplicateIdentifier,

    /// <summary>An identifier is empty, too long, ends in white space, has control characters or is no Unicode.</summary>
    InvalidIdentifier,

    /// <summary>Tags are too long, are no Unicode, or name a key twice.</summary>
    InvalidTags,

    /// <summary>A patch is longer than its length field can say.</summary>
    PatchTooLarge,

    /// <summary>The patches do not fit the largest blob of the network.</summary>
    QuiltTooLarge,
}
