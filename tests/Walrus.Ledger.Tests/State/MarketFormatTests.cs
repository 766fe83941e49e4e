using CsCheck;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.State;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.State;

/// <summary>What markets and governance keep is read back from its bytes, whatever happened before.</summary>
public sealed class MarketFormatTests
{
    private static readonly Gen<RandomOperation> Operations = Gen.Select(
        Gen.Int[0, RandomOperation.Kinds - 1], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000],
        (kind, first, second, third) => new RandomOperation(kind, first, second, third));

    [Fact]
    public void Everything_is_read_back() => Operations.Array[60, 100].Sample(operations =>
    {
        TestLedger ledger = new(shards: 10, capacity: 30_000_000);
        for (int i = 0; i < operations.Length; i++)
            ledger.Run(ledger.Actors[i % ledger.Actors.Count], operations[i].CommandsFor(ledger, ledger.Actors[i % ledger.Actors.Count]));
        CheckState(ledger.Machine.State);
        foreach ((_, LedgerObject item) in ledger.Machine.State.Objects.Sorted())
            CheckObject(item);
    }, iter: 10);

    private static void CheckState(LedgerState state)
    {
        byte[] bytes = Bytes(state.Markets);
        BcsReader reader = new(bytes);
        MarketState read = MarketFormat.Read(ref reader);
        reader.End();
        Assert.Equal(bytes, Bytes(read));
    }

    private static void CheckObject(LedgerObject item)
    {
        BcsWriter writer = new();
        item.Write(writer);
        BcsReader reader = new(writer.Written.Span);
        reader.U8();
        ObjectId id = ObjectId.Read(ref reader);
        Address? owner = reader.Option(static (ref BcsReader r) => Address.Read(ref r));
        LedgerObject? read = item switch
        {
            StoragePool => StoragePool.ReadFields(id, owner, ref reader),
            BlobBucket => BlobBucket.ReadFields(id, ref reader),
            BlobBucketCapability => BlobBucketCapability.ReadFields(id, owner, ref reader),
            Capability => Capability.ReadFields(id, owner, ref reader),
            _ => null,
        };
        if (read is null)
            return;
        reader.End();
        BcsWriter again = new();
        read.Write(again);
        Assert.Equal(writer.ToArray(), again.ToArray());
    }

    private static byte[] Bytes(MarketState markets)
    {
        BcsWriter writer = new();
        MarketFormat.Write(markets, writer);
        return writer.ToArray();
    }
}
