using Walrus.Core;

namespace Walrus.Ledger.Proofs;

/// <summary>What is wrong with a proof that proves nothing.</summary>
public enum ProofFault
{
    /// <summary>A header belongs to another network.</summary>
    WrongNetwork,

    /// <summary>The proof is about another blob.</summary>
    WrongBlob,

    /// <summary>A header names another committee than the one that is trusted for its epoch.</summary>
    WrongCommittee,

    /// <summary>The certificate is for another block, or another header of that height.</summary>
    WrongMessage,

    /// <summary>Too few signed, or the signature is not theirs.</summary>
    InvalidCertificate,

    /// <summary>A hand-over leads to other members than its header names.</summary>
    WrongNextCommittee,

    /// <summary>The hand-overs do not lead from the trusted committee to that of the header: one is missing or out of order.</summary>
    MissingHandover,

    /// <summary>The path does not lead from the value to the header's availability root.</summary>
    WrongPath,
}

/// <summary>A proof is forged, damaged or incomplete: it says nothing of the blob.</summary>
public sealed class InvalidProofException : ProtocolException
{
    /// <summary>With a fault and a sentence for people.</summary>
    public InvalidProofException(ProofFault fault, string message) : base(message) => Fault = fault;

    /// <summary>With a fault, because of another error.</summary>
    public InvalidProofException(ProofFault fault, string message, ProtocolException inner) : base(message, inner) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public ProofFault Fault { get; }
}
