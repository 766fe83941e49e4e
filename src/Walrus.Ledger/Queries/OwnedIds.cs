using Walrus.Core.Identifiers;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Queries;

/// <summary>Ids of objects by the account that owns them, each account's in ascending order.</summary>
internal sealed class OwnedIds
{
    private readonly Dictionary<Address, SortedSet<ObjectId>> _byOwner = [];

    public IEnumerable<ObjectId> Of(Address owner) => _byOwner.TryGetValue(owner, out SortedSet<ObjectId>? ids) ? ids : [];

    /// <summary>Those after <paramref name="after"/>.</summary>
    public IEnumerable<ObjectId> Of(Address owner, ObjectId? after)
    {
        if (!_byOwner.TryGetValue(owner, out SortedSet<ObjectId>? ids) || after is not { } last)
            return Of(owner);
        return ids.Max.CompareTo(last) <= 0 ? [] : ids.GetViewBetween(last, ids.Max).SkipWhile(id => id == last);
    }

    /// <summary>Follows an object as it comes, goes or changes hands.</summary>
    public void Follow(LedgerObject? before, LedgerObject? after)
    {
        if (before?.Owner == after?.Owner)
            return;
        if (before?.Owner is { } former && _byOwner.TryGetValue(former, out SortedSet<ObjectId>? ids))
        {
            ids.Remove(before.Id);
            if (ids.Count == 0)
                _byOwner.Remove(former);
        }

        if (after?.Owner is not { } owner)
            return;
        if (!_byOwner.TryGetValue(owner, out SortedSet<ObjectId>? owned))
            _byOwner.Add(owner, owned = []);
        owned.Add(after.Id);
    }

    public void Clear() => _byOwner.Clear();
}
