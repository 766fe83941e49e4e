using System.Globalization;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Transactions;

/// <summary>
/// An object that a command works on: one that exists, or one that an earlier command of the same transaction creates.
/// The latter goes by its counter, because its id depends on the digest of the whole transaction.
/// </summary>
public readonly record struct ObjectArgument : IBcs<ObjectArgument>
{
    private readonly ObjectId _id;
    private readonly ushort? _counter;

    private ObjectArgument(ObjectId id, ushort? counter)
    {
        _id = id;
        _counter = counter;
    }

    /// <summary>An object that exists.</summary>
    public static implicit operator ObjectArgument(ObjectId id) => FromObjectId(id);

    /// <summary>An object that exists.</summary>
    public static ObjectArgument FromObjectId(ObjectId id) => new(id, null);

    /// <summary>The object that this transaction creates as number <paramref name="counter"/>, from 0.</summary>
    public static ObjectArgument Created(ushort counter) => new(default, counter);

    /// <summary>The id, given the digest of the transaction that the argument belongs to.</summary>
    public ObjectId Resolve(TransactionDigest digest) => _counter is { } counter ? ObjectIds.Derive(digest.Bytes, counter) : _id;

    /// <summary>The id, or <c>created:</c> and the counter.</summary>
    public override string ToString() => _counter is { } counter ? string.Create(CultureInfo.InvariantCulture, $"created:{counter}") : _id.ToString();

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb(_counter is null ? 0u : 1u);
        if (_counter is { } counter)
            writer.U16(counter);
        else
            writer.Value(_id);
    }

    /// <inheritdoc/>
    public static ObjectArgument Read(ref BcsReader reader) => reader.Uleb() switch
    {
        0 => FromObjectId(ObjectId.Read(ref reader)),
        1 => Created(reader.U16()),
        int other => throw new BcsException($"{other} is not a kind of object argument."),
    };
}
