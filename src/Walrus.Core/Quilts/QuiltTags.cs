using Walrus.Core.Bcs;

namespace Walrus.Core.Quilts;

/// <summary>What is said of a patch besides its identifier: texts by key, in the order of their BCS form (data plane 0, 12.2). Immutable.</summary>
public sealed class QuiltTags : IBcs<QuiltTags>, IEquatable<QuiltTags>
{
    /// <summary>Most bytes of the BCS form of the tags of one patch.</summary>
    public const int MaxBytes = 65_535;

    // A key and a value, both empty.
    private const int MinTagBytes = 2;

    private readonly KeyValuePair<string, string>[] _tags;

    /// <summary>Tags in any order.</summary>
    /// <exception cref="QuiltRefusedException">A key comes twice, a text is no Unicode, or together they are too long.</exception>
    public QuiltTags(IEnumerable<KeyValuePair<string, string>> tags)
    {
        _tags = [.. tags];
        if (_tags.Any(tag => UnicodeText.TryGetBytes(tag.Key) is null || UnicodeText.TryGetBytes(tag.Value) is null))
            throw new QuiltRefusedException(QuiltRefusal.InvalidTags, "A tag is no Unicode.");
        byte[][] forms = [.. _tags.Select(tag => Form(tag.Key))];
        Array.Sort(forms, _tags, Comparer<byte[]>.Create(Compare));
        for (int i = 1; i < forms.Length; i++)
        {
            if (Compare(forms[i - 1], forms[i]) == 0)
                throw new QuiltRefusedException(QuiltRefusal.InvalidTags, $"The tag '{_tags[i].Key}' is given twice.");
        }

        int length = BcsFormat.ToBytes(this).Length;
        if (length > MaxBytes)
            throw new QuiltRefusedException(QuiltRefusal.InvalidTags, $"The tags of a patch take {length} bytes, more than {MaxBytes}.");
    }

    private QuiltTags(KeyValuePair<string, string>[] tags) => _tags = tags;

    /// <summary>No tags.</summary>
    public static QuiltTags Empty { get; } = new((KeyValuePair<string, string>[])[]);

    /// <summary>How many there are.</summary>
    public int Count => _tags.Length;

    /// <summary>Keys and values, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Entries => _tags;

    /// <summary>The value of a tag, or null if there is no such tag.</summary>
    public string? this[string key] => _tags.FirstOrDefault(tag => string.Equals(tag.Key, key, StringComparison.Ordinal)).Value;

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Vector(_tags, static (w, tag) =>
    {
        w.String(tag.Key);
        w.String(tag.Value);
    });

    /// <inheritdoc/>
    public static QuiltTags Read(ref BcsReader reader)
    {
        KeyValuePair<string, string>[] tags = reader.Vector(
            static (ref BcsReader r) => new KeyValuePair<string, string>(r.String(), r.String()), MinTagBytes);
        for (int i = 1; i < tags.Length; i++)
        {
            if (Compare(Form(tags[i - 1].Key), Form(tags[i].Key)) >= 0)
                throw new BcsException($"The keys of tags are not in order, before byte {reader.Position}.");
        }

        return tags.Length == 0 ? Empty : new QuiltTags(tags);
    }

    /// <inheritdoc/>
    public bool Equals(QuiltTags? other) => other is not null && _tags.AsSpan().SequenceEqual(other._tags);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QuiltTags);

    /// <inheritdoc/>
    public override int GetHashCode() => _tags.Length == 0 ? 0 : HashCode.Combine(_tags.Length, _tags[0].Key, _tags[0].Value);

    private static byte[] Form(string key)
    {
        BcsWriter writer = new(16);
        writer.String(key);
        return writer.ToArray();
    }

    private static int Compare(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);
}
