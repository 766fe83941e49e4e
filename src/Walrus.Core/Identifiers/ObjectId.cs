using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Bcs;

namespace Walrus.Core.Identifiers;

/// <summary>Identifier of an object on the ledger: a blob object, a storage resource, a storage node (ledger format).</summary>
public readonly record struct ObjectId(Bytes32 Bytes) : IComparable<ObjectId>, IBcs<ObjectId>
{
    /// <summary>Identifier from exactly 32 bytes.</summary>
    public ObjectId(ReadOnlySpan<byte> bytes) : this(new Bytes32(bytes)) { }

    /// <summary>Parses <c>0x</c> and up to 64 hexadecimal digits, padded on the left (HTTP interfaces 1).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ObjectId id)
    {
        bool ok = HexText.TryParse(text, out Bytes32 bytes);
        id = new ObjectId(bytes);
        return ok;
    }

    /// <summary>Parses the text form.</summary>
    /// <exception cref="FormatException">The text is not 0x and hexadecimal digits.</exception>
    public static ObjectId Parse(string text) =>
        TryParse(text, out ObjectId id) ? id : throw new FormatException($"'{text}' is not 0x and up to 64 hexadecimal digits.");

    /// <inheritdoc/>
    public int CompareTo(ObjectId other) => Bytes.CompareTo(other.Bytes);

    /// <summary><c>0x</c> and 64 lowercase hexadecimal digits.</summary>
    public override string ToString() => HexText.Format(Bytes);

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Bytes32(Bytes);

    /// <inheritdoc/>
    public static ObjectId Read(ref BcsReader reader) => new(reader.Bytes32());

    /// <summary>Whether <paramref name="left"/> comes first bytewise.</summary>
    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last bytewise.</summary>
    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;
}
