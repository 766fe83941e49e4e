namespace Walrus.Core.Encoding;

/// <summary>How thoroughly a decoded blob is checked against its metadata (data plane 10.3).</summary>
public enum ConsistencyCheck
{
    /// <summary>Not at all: the caller checks, or trusts whoever encoded the blob.</summary>
    Skip,

    /// <summary>Every systematic primary sliver that was not among the verified inputs is recomputed; all correct readers then obtain the same bytes.</summary>
    Default,

    /// <summary>The blob is encoded anew and must have the same blob id.</summary>
    Strict,
}
