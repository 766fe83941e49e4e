namespace Walrus.Core.Identifiers;

/// <summary>How a blob is encoded; the numbers are the same on the ledger and in BCS (data plane 1).</summary>
public enum EncodingType : byte
{
    /// <summary>RedStuff over Reed-Solomon, the only supported type. 0, over RaptorQ, is retired and refused.</summary>
    RS2 = 1,
}
