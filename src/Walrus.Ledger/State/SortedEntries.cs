using System.Collections.Immutable;
using Walrus.Core.Bcs;

namespace Walrus.Ledger.State;

/// <summary>Entries of a map, which its canonical form has in ascending order of their keys, each once (ledger format).</summary>
internal static class SortedEntries
{
    /// <summary>The map of these entries.</summary>
    /// <exception cref="BcsException">They are in another order, or a key is there twice.</exception>
    public static ImmutableSortedDictionary<TKey, TValue> ToMap<TKey, TValue>(this KeyValuePair<TKey, TValue>[] entries) where TKey : notnull =>
        ImmutableSortedDictionary.CreateRange(entries.RequireAscending(static entry => entry.Key));

    /// <summary>The map of these values, each of which knows its key.</summary>
    /// <exception cref="BcsException">They are in another order, or a key is there twice.</exception>
    public static ImmutableSortedDictionary<TKey, TValue> ToMap<TKey, TValue>(this TValue[] values, Func<TValue, TKey> key) where TKey : notnull =>
        values.RequireAscending(key).ToImmutableSortedDictionary(key, static value => value);

    /// <summary>The same items, found to be in ascending order of their keys.</summary>
    /// <exception cref="BcsException">They are in another order, or a key is there twice.</exception>
    public static T[] RequireAscending<T, TKey>(this T[] items, Func<T, TKey> key)
    {
        for (int i = 1; i < items.Length; i++)
        {
            if (Comparer<TKey>.Default.Compare(key(items[i]), key(items[i - 1])) <= 0)
                throw new BcsException($"Key {key(items[i])} comes after {key(items[i - 1])}.");
        }

        return items;
    }
}
