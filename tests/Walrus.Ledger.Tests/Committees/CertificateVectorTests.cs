using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Committees;

/// <summary>Quorums, and certificates as the ledger's commands take them.</summary>
public sealed class CertificateVectorTests
{
    private const string Topic = "quorum";

    public static TheoryData<string> Thresholds => Vectors.Ids(Topic, "thresholds");

    public static TheoryData<string> Certificates => Vectors.Ids(Topic, "certificate");

    [Theory, MemberData(nameof(Thresholds))]
    public void Quorums(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        int shards = vector.Given.Int("n");
        Assert.Equal(vector.Expect.Int("maxFaulty"), ShardWeights.MaxFaulty(shards));
        Assert.Equal(vector.Expect.Int("minCorrect"), ShardWeights.MinCorrect(shards));
        Assert.Equal(vector.Expect.Int("minQuorum"), Enumerable.Range(0, shards + 1).First(weight => ShardWeights.IsQuorum(weight, shards)));
        Assert.Equal(vector.Expect.Int("minOneCorrect"), Enumerable.Range(0, shards + 1).First(weight => ShardWeights.HasOneCorrect(weight, shards)));
    }

    [Theory, MemberData(nameof(Certificates))]
    public void A_certificate_needs_its_weight(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        int[] weights = [.. vector.Given.GetProperty("weights").EnumerateArray().Select(weight => weight.GetInt32())];
        uint epoch = (uint)vector.Given.U64("committeeEpoch");
        RuleBench bench = new(Math.Max(weights.Sum(), RedStuffParameters.MinShards), epoch: epoch);
        bench.SetCommittee(epoch, weights.Select((weight, index) => ((ulong)index + 1, weight)));
        bench.SetPrices(0, 0);
        TransactionEffects effects = bench.Run(CommandOf(bench, vector));
        Assert.Equal(vector.Abort, effects.Status.AbortReason);
    }

    private static Command CommandOf(RuleBench bench, VectorCase vector)
    {
        uint epoch = (uint)vector.Given.U64("messageEpoch");
        if (vector.Given.Text("level") == "oneCorrect")
            return new InvalidateBlobId(Certificate(bench, vector, Make.Message(epoch, new InvalidBlobIdMessage(Make.Blob(1, 1)))));
        StorageReservation storage = bench.GiveStorage(50, bench.State.Now.Value, bench.State.Now.Value + 2, 1 << 30);
        TransactionEffects registered = bench.Run(new RegisterBlob(storage.Id, Make.Blob(1, 1), Make.Bytes(1), 1, 1, false));
        ObjectId blob = Assert.Single(registered.Created);
        return new CertifyBlob(blob, Certificate(bench, vector, Make.Confirmation(epoch, Make.Blob(1, 1), null)));
    }

    private static Certificate Certificate(RuleBench bench, VectorCase vector, byte[] message)
    {
        ushort[] signers = [.. vector.Given.GetProperty("signers").EnumerateArray().Select(signer => signer.GetUInt16())];
        return new Certificate(
            FakeBls.Sign(signers.Select(signer => bench.State.Epochs.Value.Current.Members[signer].Key), message),
            Convert.FromHexString(vector.Given.Text("bitmapHex")),
            message);
    }
}
