using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;

namespace Walrus.Ledger.State;

/// <summary>
/// Everything the ledger remembers as bytes: single values, then table by table in key order. Hashes and snapshots are made of
/// them. They come in frames, so that a large state is never in one buffer.
/// </summary>
internal static class StateFormat
{
    private const int FrameBytes = 1 << 20;

    /// <summary>The bytes; each frame is of use until the next is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Write(LedgerState state)
    {
        BcsWriter writer = new(1 << 16);
        foreach (int length in WriteValues(state, writer))
        {
            if (length < FrameBytes)
                continue;
            yield return writer.Written;
            writer.Clear();
        }

        if (!writer.Written.IsEmpty)
            yield return writer.Written;
    }

    /// <summary>The bottom layer of a state that was written.</summary>
    public static LedgerState Read(ValueSource source, NetworkRules rules)
    {
        LedgerState state = new(rules, source.Next(SystemState.Read), source.Next(EpochState.Read), source.Next(MarketFormat.Read));
        state.ActiveSet.Value = source.Next(ActiveSet.Read);
        foreach ((Address address, Account account) in source.Table(static (ref BcsReader r) => KeyValuePair.Create(Address.Read(ref r), Account.Read(ref r))))
            state.Accounts.Set(address, account);
        foreach (LedgerObject item in source.Table(LedgerObject.Read))
            state.Objects.Set(item.Id, item);
        foreach (StorageNode node in source.Table(StorageNode.Read))
            state.Nodes.Set(node.Id, node);
        foreach ((ObjectId node, StakingPool pool) in source.Table(static (ref BcsReader r) => KeyValuePair.Create(ObjectId.Read(ref r), StakingPool.Read(ref r))))
            state.Pools.Set(node, pool);
        foreach (SlashingProposal proposal in source.Table(SlashingProposal.Read))
            state.Slashings.Set(proposal.Candidate, proposal);
        foreach (BlobInfo info in source.Table(BlobInfo.Read))
        {
            state.Blobs.Set(info.BlobId, info);
            foreach (BlobObjectInfo item in info.Objects.Values)
                state.Expiry.Add(item.End, info.BlobId);
        }

        return state;
    }

    /// <summary>Appends value by value, and says after each how many bytes there are.</summary>
    private static IEnumerable<int> WriteValues(LedgerState state, BcsWriter writer)
    {
        state.System.Value.Write(writer);
        state.Epochs.Value.Write(writer);
        MarketFormat.Write(state.Markets, writer);
        state.ActiveSet.Value.Write(writer);
        return WriteTable(state.Accounts, writer, static (w, key, account) =>
            {
                w.Value(key);
                account.Write(w);
            })
            .Concat(WriteTable(state.Objects, writer, static (w, _, item) => item.Write(w)))
            .Concat(WriteTable(state.Nodes, writer, static (w, _, node) => node.Write(w)))
            .Concat(WriteTable(state.Pools, writer, static (w, key, pool) =>
            {
                w.Value(key);
                pool.Write(w);
            }))
            .Concat(WriteTable(state.Slashings, writer, static (w, _, proposal) => proposal.Write(w)))
            .Concat(WriteTable(state.Blobs, writer, static (w, _, info) => info.Write(w)));
    }

    private static IEnumerable<int> WriteTable<TKey, TValue>(Table<TKey, TValue> table, BcsWriter writer, Action<BcsWriter, TKey, TValue> write)
        where TKey : notnull, IComparable<TKey>
        where TValue : class
    {
        IReadOnlyList<KeyValuePair<TKey, TValue>> entries = table.Sorted();
        writer.U32((uint)entries.Count);
        foreach ((TKey key, TValue value) in entries)
        {
            write(writer, key, value);
            yield return writer.Written.Length;
        }
    }
}
