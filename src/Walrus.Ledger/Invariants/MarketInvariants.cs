using Walrus.Core.Parameters;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Reads;
using Walrus.Ledger.State;
using Walrus.Ledger.Subsidies;

namespace Walrus.Ledger.Invariants;

/// <summary>Money outside accounts, and what must hold of subsidies, channels and event blobs.</summary>
internal static class MarketInvariants
{
    /// <summary>FROST that the conservation T1 counts here: the subsidy pool and the channels of readers.</summary>
    public static UInt128 Held(LedgerState state)
    {
        UInt128 held = state.Markets.Subsidies.Value.Pool;
        foreach ((_, ReadChannel channel) in state.Markets.Channels.Sorted())
            held += channel.Balance;
        return held;
    }

    public static IEnumerable<string> Check(LedgerState state)
    {
        foreach ((ChannelParties parties, ReadChannel channel) in state.Markets.Channels.Sorted())
        {
            if (channel.Parties != parties)
                yield return $"channel {channel.Id} lies with other parties than it names";
        }

        SubsidyState module = state.Markets.Subsidies.Value;
        foreach (RingEntry bucket in state.System.Value.Ring.Entries)
        {
            if (module.Counted.GetValueOrDefault(bucket.Epoch) > bucket.Rewards)
                yield return $"2.9: more was counted of the bucket of epoch {bucket.Epoch} than it holds";
        }

        foreach ((EventBlob candidate, int weight) in state.Markets.EventBlobs.Value.Candidates)
        {
            if (weight <= 0 || ShardWeights.IsQuorum(weight, state.Rules.Shards))
                yield return $"6.4: candidate {candidate.BlobId} stands with a weight of {weight}";
        }
    }
}
