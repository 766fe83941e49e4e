using System.Collections.Immutable;
using Walrus.Core.Bcs;

namespace Walrus.Ledger.Blobs;

/// <summary>Attributes of a blob: unique names in the order in which they were last set (control plane 1.6, data plane 13).</summary>
public sealed class BlobAttributes : IBcs<BlobAttributes>, IEquatable<BlobAttributes>
{
    /// <summary>No attributes.</summary>
    public static readonly BlobAttributes Empty = new([]);

    private BlobAttributes(ImmutableArray<KeyValuePair<string, string>> pairs) => Pairs = pairs;

    /// <summary>Names and values, in order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Pairs { get; }

    /// <summary>Attributes from pairs; a later one of the same name replaces an earlier one.</summary>
    public static BlobAttributes From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return pairs.Aggregate(Empty, static (all, pair) => all.With(pair.Key, pair.Value));
    }

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    public string? Find(string key)
    {
        int index = IndexOf(key);
        return index < 0 ? null : Pairs[index].Value;
    }

    /// <summary>With <paramref name="key"/> set, at the end of the order.</summary>
    public BlobAttributes With(string key, string value) => new(Without(key).Pairs.Add(KeyValuePair.Create(key, value)));

    /// <summary>Without <paramref name="key"/>, if it was there.</summary>
    public BlobAttributes Without(string key)
    {
        int index = IndexOf(key);
        return index < 0 ? this : new BlobAttributes(Pairs.RemoveAt(index));
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Vector(Pairs, static (w, pair) =>
    {
        w.String(pair.Key);
        w.String(pair.Value);
    });

    /// <inheritdoc/>
    public static BlobAttributes Read(ref BcsReader reader)
    {
        KeyValuePair<string, string>[] pairs = reader.Vector(
            static (ref BcsReader r) => KeyValuePair.Create(r.String(), r.String()), minimumSize: 2);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach ((string key, _) in pairs)
        {
            if (!names.Add(key))
                throw new BcsException($"The attribute '{key}' is there twice.");
        }

        return new BlobAttributes([.. pairs]);
    }

    /// <inheritdoc/>
    public bool Equals(BlobAttributes? other) => other is not null && Pairs.SequenceEqual(other.Pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BlobAttributes);

    /// <inheritdoc/>
    public override int GetHashCode() => Pairs.Aggregate(0, static (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    private int IndexOf(string key)
    {
        for (int i = 0; i < Pairs.Length; i++)
        {
            if (string.Equals(Pairs[i].Key, key, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
