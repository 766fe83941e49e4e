using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Committees;

/// <summary>Who may do something for a node: an account, or whoever owns an object (control plane 3.1).</summary>
public readonly record struct Authority : IBcs<Authority>
{
    private readonly Bytes32 _id;
    private readonly bool _isObject;

    private Authority(Bytes32 id, bool isObject)
    {
        _id = id;
        _isObject = isObject;
    }

    /// <summary>The account; null if it is an object.</summary>
    public Address? Account => _isObject ? null : new Address(_id);

    /// <summary>The object whose owner may; null if it is an account.</summary>
    public ObjectId? Object => _isObject ? new ObjectId(_id) : null;

    /// <summary>The account itself.</summary>
    public static Authority Of(Address account) => new(account.Bytes, isObject: false);

    /// <summary>Whoever owns the object.</summary>
    public static Authority Of(ObjectId item) => new(item.Bytes, isObject: true);

    /// <inheritdoc/>
    public override string ToString() => $"{(_isObject ? "object" : "account")} {new ObjectId(_id)}";

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb(_isObject ? 1u : 0u);
        writer.Bytes32(_id);
    }

    /// <inheritdoc/>
    public static Authority Read(ref BcsReader reader) => reader.Uleb() switch
    {
        0 => Of(Address.Read(ref reader)),
        1 => Of(ObjectId.Read(ref reader)),
        int other => throw new BcsException($"{other} is not a kind of authority."),
    };
}
