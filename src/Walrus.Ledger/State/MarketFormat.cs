using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Reads;
using Walrus.Ledger.Subsidies;

namespace Walrus.Ledger.State;

/// <summary>What markets and governance keep as bytes: single values, then table by table in key order.</summary>
internal static class MarketFormat
{
    public static void Write(MarketState markets, BcsWriter writer)
    {
        markets.EventBlobs.Value.Write(writer);
        markets.Subsidies.Value.Write(writer);
        markets.Governance.Value.Write(writer);
        writer.Vector(markets.PoolEnds.Sorted(), static (w, entry) =>
        {
            w.U32(entry.Key.Value);
            entry.Value.Write(w);
        });
        writer.Vector(markets.Capabilities.Sorted(), static (w, entry) =>
        {
            w.Value(entry.Key);
            entry.Value.Write(w);
        });
        writer.Vector(markets.Channels.Sorted(), static (w, entry) => entry.Value.Write(w));
        writer.Vector(markets.Proposals.Sorted(), static (w, entry) => entry.Value.Write(w));
        writer.Vector(markets.Principals.Sorted(), static (w, entry) =>
        {
            w.Value(entry.Key);
            entry.Value.Write(w);
        });
    }

    /// <summary>The bottom layer of what was written.</summary>
    public static MarketState Read(ref BcsReader reader)
    {
        MarketState markets = new();
        markets.EventBlobs.Value = EventBlobState.Read(ref reader);
        markets.Subsidies.Value = SubsidyState.Read(ref reader);
        markets.Governance.Value = GovernanceState.Read(ref reader);
        foreach ((Epoch end, PoolSchedule pools) in reader.Vector(static (ref BcsReader r) => KeyValuePair.Create(new Epoch(r.U32()), PoolSchedule.Read(ref r))))
            markets.PoolEnds.Set(end, pools);
        foreach ((ObjectId node, CapabilityState said) in reader.Vector(static (ref BcsReader r) => KeyValuePair.Create(ObjectId.Read(ref r), CapabilityState.Read(ref r))))
            markets.Capabilities.Set(node, said);
        foreach (ReadChannel channel in reader.Vector(static (ref BcsReader r) => ReadChannel.Read(ref r)))
            markets.Channels.Set(channel.Parties, channel);
        foreach (Proposal proposal in reader.Vector(static (ref BcsReader r) => Proposal.Read(ref r)))
            markets.Proposals.Set(proposal.Id, proposal);
        foreach ((ObjectId node, NodePrincipal principal) in reader.Vector(static (ref BcsReader r) => KeyValuePair.Create(ObjectId.Read(ref r), NodePrincipal.Read(ref r))))
            markets.Principals.Set(node, principal);
        return markets;
    }
}
