using Walrus.Core;

namespace Walrus.Ledger.Errors;

/// <summary>A rule of the ledger refused a transaction, a genesis or a proof; nothing of it had any effect.</summary>
public sealed class LedgerException : ProtocolException
{
    /// <summary>With one of the names in <see cref="Errors.Reason"/>.</summary>
    public LedgerException(string reason) : base(reason) => Reason = reason;

    /// <summary>With one of the names in <see cref="Errors.Reason"/> and a sentence for people.</summary>
    public LedgerException(string reason, string details) : base($"{reason}: {details}") => Reason = reason;

    /// <summary>The reason name of the specification, such as <c>EStorageExceeded</c>.</summary>
    public string Reason { get; }

    /// <summary>Refuses with <paramref name="reason"/> unless <paramref name="holds"/>.</summary>
    internal static void Require(bool holds, string reason)
    {
        if (!holds)
            throw new LedgerException(reason);
    }
}
