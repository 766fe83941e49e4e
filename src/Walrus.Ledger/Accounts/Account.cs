using Walrus.Core.Bcs;

namespace Walrus.Ledger.Accounts;

/// <summary>A holder of WAL.</summary>
/// <param name="Balance">FROST.</param>
/// <param name="Nonce">Nonce of the account's next transaction.</param>
public sealed record Account(ulong Balance, ulong Nonce)
{
    internal static readonly Account Empty = new(0, 0);

    internal void Write(BcsWriter writer)
    {
        writer.U64(Balance);
        writer.U64(Nonce);
    }

    internal static Account Read(ref BcsReader reader) => new(reader.U64(), reader.U64());
}
