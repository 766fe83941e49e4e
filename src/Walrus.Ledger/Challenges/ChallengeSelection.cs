using System.Numerics;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Challenges;

/// <summary>Which blobs a lane is challenged on (control plane 7.6, phase 3).</summary>
/// <param name="Seed">R.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Windows">K, how many windows are laid.</param>
public sealed record ChallengeSelection(ChallengeSeed Seed, Epoch Epoch, ChallengeLane Lane, int Windows)
{
    /// <summary>The blobs in any of the windows, ascending. Costs K binary searches and what is found.</summary>
    /// <param name="eligible">All blobs that may be challenged, ascending, none twice.</param>
    /// <exception cref="ArgumentException">They are out of order.</exception>
    public IReadOnlyList<BlobId> Of(IReadOnlyList<BlobId> eligible)
    {
        ArgumentNullException.ThrowIfNull(eligible);
        RequireAscending(eligible);
        BigInteger length = ChallengeWindow.LengthFor((ulong)eligible.Count);
        SortedSet<BlobId> challenged = [];
        for (uint index = 0; index < Windows && challenged.Count < eligible.Count; index++)
            Take(ChallengeWindow.From(Seed.WindowStart(Epoch, Lane, index), length), eligible, challenged);
        return [.. challenged];
    }

    private static void Take(ChallengeWindow window, IReadOnlyList<BlobId> eligible, SortedSet<BlobId> challenged)
    {
        int first = FirstFrom(window.First, eligible);
        for (int i = first; i < eligible.Count && window.Contains(eligible[i].Bytes); i++)
            challenged.Add(eligible[i]);
        if (!window.RunsOver)
            return;
        for (int i = 0; i < first && window.Contains(eligible[i].Bytes); i++)
            challenged.Add(eligible[i]);
    }

    /// <summary>Index of the first blob that is not before <paramref name="start"/>.</summary>
    private static int FirstFrom(Bytes32 start, IReadOnlyList<BlobId> eligible)
    {
        (int low, int high) = (0, eligible.Count);
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (eligible[middle].Bytes < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static void RequireAscending(IReadOnlyList<BlobId> eligible)
    {
        for (int i = 1; i < eligible.Count; i++)
        {
            if (eligible[i - 1] >= eligible[i])
                throw new ArgumentException($"Eligible blob {i} is out of order.", nameof(eligible));
        }
    }
}
