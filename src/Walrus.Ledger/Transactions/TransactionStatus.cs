using Walrus.Core.Bcs;

namespace Walrus.Ledger.Transactions;

/// <summary>Whether a transaction took effect (ledger format): <c>00</c>, or <c>01 ‖ reason ‖ command index u16</c>.</summary>
/// <param name="AbortReason">Reason name when it did not, see <see cref="Errors.Reason"/>.</param>
/// <param name="CommandIndex">The command that aborted it.</param>
public sealed record TransactionStatus(string? AbortReason, ushort CommandIndex) : IBcs<TransactionStatus>
{
    /// <summary>It took effect.</summary>
    public static readonly TransactionStatus Ok = new(null, 0);

    /// <summary>Whether it took effect.</summary>
    public bool IsOk => AbortReason is null;

    /// <summary>It had no effect but to use up its nonce.</summary>
    public static TransactionStatus Abort(string reason, ushort commandIndex) => new(reason, commandIndex);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb(IsOk ? 0u : 1u);
        if (AbortReason is null)
            return;
        writer.String(AbortReason);
        writer.U16(CommandIndex);
    }

    /// <inheritdoc/>
    public static TransactionStatus Read(ref BcsReader reader) => reader.Uleb() switch
    {
        0 => Ok,
        1 => Abort(reader.String(), reader.U16()),
        int other => throw new BcsException($"{other} is not a transaction status."),
    };
}
