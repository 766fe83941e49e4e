using System.Text;
using Walrus.Core.Identifiers;

namespace Walrus.Cli.Slivers;

/// <summary>Says which slivers a folder lacks.</summary>
internal static class MissingSlivers
{
    private const int MostRanges = 40;

    /// <summary>The failure of a folder with too few slivers, <paramref name="sound"/> giving how many of each axis are good.</summary>
    public static CommandFailedException Explain(SliverFolder folder, Func<Axis, int> sound)
    {
        StringBuilder text = new();
        text.Append($"There are too few slivers of blob {folder.Metadata.BlobId}. ");
        text.Append($"Decoding takes {folder.Required(Axis.Primary)} primary or {folder.Required(Axis.Secondary)} secondary ones; ");
        text.Append($"the folder has {sound(Axis.Primary)} primary and {sound(Axis.Secondary)} secondary ones that are sound.");
        foreach (Axis axis in (Axis[])[Axis.Primary, Axis.Secondary])
        {
            string missing = Ranges([.. folder.Missing(axis).Select(index => folder.Metadata.Parameters.PairOf(index, axis).Value).Order()]);
            if (missing.Length > 0)
                text.Append($"\nMissing {axis.ToString().ToLowerInvariant()} slivers, by pair: {missing}.");
        }

        int primaryWanted = folder.Required(Axis.Primary) - sound(Axis.Primary);
        int secondaryWanted = folder.Required(Axis.Secondary) - sound(Axis.Secondary);
        return new CommandFailedException(text.ToString(), $"Add {primaryWanted} more primary slivers, or {secondaryWanted} more secondary ones.");
    }

    /// <summary>Ascending numbers with runs written as ranges, cut when there are many.</summary>
    internal static string Ranges(int[] numbers)
    {
        List<string> ranges = [];
        for (int start = 0; start < numbers.Length;)
        {
            int end = start + 1;
            while (end < numbers.Length && numbers[end] == numbers[end - 1] + 1)
                end++;
            if (ranges.Count == MostRanges)
            {
                ranges.Add($"and {numbers.Length - start} more");
                break;
            }

            ranges.Add(end - start == 1 ? $"{numbers[start]}" : $"{numbers[start]}-{numbers[end - 1]}");
            start = end;
        }

        return string.Join(", ", ranges);
    }
}
