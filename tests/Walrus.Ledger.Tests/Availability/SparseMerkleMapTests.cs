using CsCheck;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Availability;

public sealed class SparseMerkleMapTests
{
    // Keys from few bytes share long prefixes, so that deep trees and collapses occur.
    private static readonly Gen<Bytes32> Keys = Gen.Byte[0, 3].Array[32].Select(bytes => new Bytes32(bytes));
    private static readonly Gen<(Bytes32 Key, byte Value)[]> Changes = Gen.Select(
        Gen.OneOf(Keys, Gen.Byte.Array[32].Select(bytes => new Bytes32(bytes)), Gen.ULong[0, 7].Select(Make.Bytes)), Gen.Byte[0, 3]).Array[0, 40];

    [Fact]
    public void The_root_depends_on_the_contents_alone() => Changes.Sample(changes =>
    {
        SortedDictionary<Bytes32, AvailabilityValue> contents = [];
        SparseMerkleMap map = SparseMerkleMap.Empty;
        foreach ((Bytes32 key, byte value) in changes)
        {
            if (value == 0)
            {
                contents.Remove(key);
                map = map.Remove(key);
            }
            else
            {
                contents[key] = Value(value);
                map = map.Set(key, Value(value).ComputeHash());
            }

            Assert.Equal(NaiveRoot([.. contents], 0), map.Root);
        }
    }, iter: 300);

    [Fact]
    public void Paths_show_what_is_there_and_what_is_not() => Gen.Select(Changes, Keys).Sample((changes, stranger) =>
    {
        Dictionary<Bytes32, AvailabilityValue> contents = [];
        SparseMerkleMap map = SparseMerkleMap.Empty;
        foreach ((Bytes32 key, byte value) in changes)
        {
            contents[key] = Value(value);
            map = map.Set(key, Value(value).ComputeHash());
        }

        foreach ((Bytes32 key, AvailabilityValue value) in contents)
        {
            SparseMerklePath path = map.Prove(key);
            Assert.True(path.Shows(map.Root, key, value));
            Assert.False(path.Shows(map.Root, key, null));
            Assert.False(path.Shows(map.Root, key, Value(9)));
            Assert.False(path.Shows(Make.Bytes(1), key, value));
        }

        if (contents.ContainsKey(stranger))
            return;
        SparseMerklePath absence = map.Prove(stranger);
        Assert.True(absence.Shows(map.Root, stranger, null));
        Assert.False(absence.Shows(map.Root, stranger, Value(1)));
    }, iter: 300);

    [Fact]
    public void A_leaf_elsewhere_shows_no_absence()
    {
        SparseMerkleMap map = SparseMerkleMap.Empty.Set(Make.Bytes(1), Make.Bytes(9)).Set(Make.Bytes(2), Make.Bytes(9));
        SparseMerklePath other = map.Prove(Make.Bytes(2));
        Assert.False(other.Shows(map.Root, Make.Bytes(1), null));
        Bytes32 far = new(Enumerable.Repeat((byte)0xff, 32).ToArray());
        Assert.False(other.Shows(map.Root, far, null));
        Assert.True(map.Prove(far).Shows(map.Root, far, null));
    }

    private static AvailabilityValue Value(byte number) => new(false, new Epoch(number), []);

    // The definition, word by word.
    private static Bytes32 NaiveRoot(KeyValuePair<Bytes32, AvailabilityValue>[] contents, int depth)
    {
        if (contents.Length == 0)
            return default;
        if (contents.Length == 1)
            return Blake2b256.Hash([2, .. contents[0].Key.ToArray(), .. contents[0].Value.ComputeHash().ToArray()]);
        Bytes32 left = NaiveRoot([.. contents.Where(entry => !entry.Key.Bit(depth))], depth + 1);
        Bytes32 right = NaiveRoot([.. contents.Where(entry => entry.Key.Bit(depth))], depth + 1);
        return Blake2b256.Hash([1, .. left.ToArray(), .. right.ToArray()]);
    }
}
