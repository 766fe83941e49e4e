namespace Walrus.Storage.Slivers;

/// <summary>Draws which slivers rot, and in which bit.</summary>
internal sealed class RotPlan
{
    private readonly Random _random;
    private readonly double _rate;

    public RotPlan(double rate, int seed)
    {
        if (rate is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is from 0 to 1.");
        _rate = rate;
        _random = new Random(seed);
    }

    /// <summary>All slivers in an order that depends on nothing but what is held.</summary>
    public static List<EntryKey> Candidates(IEnumerable<EntryKey> entries) =>
        [.. entries.Where(key => !key.IsMetadata).OrderBy(key => key.Blob).ThenBy(key => key.Slot)];

    /// <summary>Whether the next sliver rots; if so, in which byte and bit.</summary>
    public bool TryDraw(int length, out int index, out byte mask)
    {
        bool rots = _random.NextDouble() < _rate && length > 0;
        index = rots ? _random.Next(length) : 0;
        mask = (byte)(1 << _random.Next(8));
        return rots;
    }
}
