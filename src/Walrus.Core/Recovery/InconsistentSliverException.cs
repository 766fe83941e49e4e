namespace Walrus.Core.Recovery;

/// <summary>
/// Verified symbols decode to a sliver that the metadata contradicts: the blob was written incorrectly, and here is the proof
/// (data plane 11.3).
/// </summary>
public sealed class InconsistentSliverException : ProtocolException
{
    /// <summary>With the proof.</summary>
    public InconsistentSliverException(InconsistencyProof proof)
        : base($"The blob is inconsistent: {proof.Axis} sliver {proof.Target} decodes to other data than its metadata says.") => Proof = proof;

    /// <summary>What convinces anybody who holds the metadata.</summary>
    public InconsistencyProof Proof { get; }
}
