using Walrus.Core;

namespace Walrus.Ledger.Snapshots;

/// <summary>A snapshot is none of this ledger, or not as it was made.</summary>
public sealed class InvalidSnapshotException : ProtocolException
{
    /// <summary>With a message that says what was wrong.</summary>
    public InvalidSnapshotException(string what) : base($"The snapshot does not hold: {what}.") { }
}
