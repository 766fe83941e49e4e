using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Committees;

/// <summary>Stake to number of shards: D'Hondt with a cap (control plane 4.2).</summary>
internal static class Apportionment
{
    private const int NodesForFixedCap = 20;

    /// <summary>Most shards one of <paramref name="nodes"/> candidates may get of <paramref name="shards"/>.</summary>
    public static int Cap(int nodes, int shards) =>
        nodes >= NodesForFixedCap ? shards / 10 : (20 * shards + 10 * nodes - 1) / (10 * nodes);

    /// <summary>Shards of each candidate, in the order of <paramref name="stakes"/>, which breaks ties.</summary>
    /// <exception cref="LedgerException"><c>ENoStake</c>, or <c>EPopFromEmptyHeap</c> when the cap leaves shards over.</exception>
    public static int[] Apportion(IReadOnlyList<ulong> stakes, int shards)
    {
        UInt128 total = 0;
        foreach (ulong stake in stakes)
            total += stake;
        LedgerException.Require(total > 0, Reason.ENoStake);
        int cap = Cap(stakes.Count, shards);
        // The Hagenbach-Bischoff quota: nobody ends with fewer shards than this.
        UInt128 quota = total / (UInt128)(shards + 1) + 1;
        int[] counts = [.. stakes.Select(stake => (int)UInt128.Min(stake / quota, (UInt128)cap))];
        DistributeRest(stakes, counts, cap, shards - counts.Sum());
        return counts;
    }

    private static void DistributeRest(IReadOnlyList<ulong> stakes, int[] counts, int cap, int rest)
    {
        PriorityQueue<int, Claim> claims = new();
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] < cap)
                claims.Enqueue(i, new Claim(stakes[i], counts[i] + 1, i));
        }

        for (; rest > 0; rest--)
        {
            if (!claims.TryDequeue(out int winner, out _))
                throw new LedgerException(Reason.EPopFromEmptyHeap);
            counts[winner]++;
            if (counts[winner] < cap)
                claims.Enqueue(winner, new Claim(stakes[winner], counts[winner] + 1, winner));
        }
    }

    /// <summary>A candidate's claim to its next shard: the quotient stake / divisor; the larger, then the earlier, comes first.</summary>
    private readonly record struct Claim(ulong Stake, int Divisor, int Position) : IComparable<Claim>
    {
        public int CompareTo(Claim other)
        {
            // Quotients as cross products, exactly.
            int order = ((UInt128)other.Stake * (UInt128)Divisor).CompareTo((UInt128)Stake * (UInt128)other.Divisor);
            return order != 0 ? order : Position.CompareTo(other.Position);
        }
    }
}
