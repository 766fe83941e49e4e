using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;

namespace Walrus.Ledger.State;

/// <summary>Hash of everything the ledger remembers, table by table in key order: for snapshots and tests.</summary>
internal static class StateHasher
{
    private const string Tag = "walrus-cloud/state/1";

    public static Bytes32 Hash(LedgerState state)
    {
        BcsWriter writer = new(1 << 16);
        state.System.Value.Write(writer);
        state.Epochs.Value.Write(writer);
        state.ActiveSet.Value.Write(writer);
        writer.Vector(state.Accounts.Sorted(), static (w, entry) =>
        {
            w.Value(entry.Key);
            entry.Value.Write(w);
        });
        writer.Vector(state.Objects.Sorted(), static (w, entry) => entry.Value.Write(w));
        writer.Vector(state.Nodes.Sorted(), static (w, entry) => entry.Value.Write(w));
        writer.Vector(state.Pools.Sorted(), static (w, entry) =>
        {
            w.Value(entry.Key);
            entry.Value.Write(w);
        });
        writer.Vector(state.Slashings.Sorted(), static (w, entry) => entry.Value.Write(w));
        writer.Vector(state.Blobs.Sorted(), static (w, entry) => entry.Value.Write(w));
        return LedgerHash.Tagged(Tag, writer.Written.Span);
    }
}
