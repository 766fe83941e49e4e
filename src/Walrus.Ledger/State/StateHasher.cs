using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.State;

/// <summary>Hash of everything the ledger remembers: for snapshots and tests.</summary>
internal static class StateHasher
{
    private static ReadOnlySpan<byte> Tag => "walrus-cloud/state/1"u8;

    public static Bytes32 Hash(LedgerState state)
    {
        Blake2b256Hasher hasher = Begin();
        foreach (ReadOnlyMemory<byte> frame in StateFormat.Write(state))
            hasher.Update(frame.Span);
        return hasher.Finish();
    }

    /// <summary>A hasher that expects the bytes of <see cref="StateFormat"/>.</summary>
    public static Blake2b256Hasher Begin()
    {
        Blake2b256Hasher hasher = new();
        hasher.Update(Tag);
        return hasher;
    }
}
