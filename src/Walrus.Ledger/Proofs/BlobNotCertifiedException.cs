using Walrus.Core;

namespace Walrus.Ledger.Proofs;

/// <summary>A proof is good, and shows that the network owes the blob to nobody: deleted, expired, never certified, or invalid.</summary>
public sealed class BlobNotCertifiedException : ProtocolException
{
    internal BlobNotCertifiedException(AvailabilityStatement statement)
        : base(statement.Availability == BlobAvailability.Invalid
            ? $"Blob {statement.BlobId} is certified to be invalid, as of height {statement.Height}."
            : $"Blob {statement.BlobId} is not certified, as of height {statement.Height} in epoch {statement.Epoch}: never, deleted, or expired.") =>
        Statement = statement;

    /// <summary>What the proof says.</summary>
    public AvailabilityStatement Statement { get; }
}
