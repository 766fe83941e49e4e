using CsCheck;
using Walrus.Core.Signatures;

namespace Walrus.Core.Tests.Signatures;

public sealed class BatchTests
{
    // Two messages by three keys, so that some pairings are shared.
    private static readonly SignedBytes[] Batch = [.. Enumerable.Range(0, 6).Select(i => Sign(i / 2, [(byte)(i % 2)]))];

    private static readonly Gen<byte[]> Randomness = Gen.Byte.Array[16 * 6];

    [Fact]
    public void Good_signatures_pass() => Randomness.Sample(random => Assert.True(BlsVerifier.VerifyBatch(Batch, random)), iter: 3);

    [Fact]
    public void One_bad_signature_fails_the_batch() => Gen.Select(Randomness, Gen.Int[0, 5]).Sample(
        (random, bad) =>
        {
            SignedBytes[] batch = [.. Batch];
            batch[bad] = batch[bad] with { Message = new byte[] { 7 } };
            Assert.False(BlsVerifier.VerifyBatch(batch, random));
        },
        iter: 3);

    [Fact]
    public void Errors_that_cancel_out_in_a_plain_sum_fail_the_batch() => Randomness.Sample(
        random =>
        {
            SignedBytes[] batch = [.. Batch];
            (batch[0], batch[2]) = (batch[0] with { Signature = batch[2].Signature }, batch[2] with { Signature = batch[0].Signature });
            Assert.Equal(
                BlsSignature.Aggregate(Batch.Select(one => one.Signature)), BlsSignature.Aggregate(batch.Select(one => one.Signature)));
            Assert.False(BlsVerifier.VerifyBatch(batch, random));
        },
        iter: 3);

    [Fact]
    public void An_empty_batch_passes() => Assert.True(BlsVerifier.VerifyBatch([], []));

    [Fact]
    public void Too_little_randomness_and_none_at_all_are_refused()
    {
        byte[] random = new byte[16 * 6];
        Assert.Throws<ArgumentException>(() => BlsVerifier.VerifyBatch(Batch, random));
        Array.Fill(random, (byte)1);
        Assert.Throws<ArgumentException>(() => BlsVerifier.VerifyBatch(Batch, random.AsSpan(1)));
        random.AsSpan(16, 16).Clear();
        Assert.Throws<ArgumentException>(() => BlsVerifier.VerifyBatch(Batch, random));
    }

    private static SignedBytes Sign(int signer, byte[] message)
    {
        BlsSecretKey key = Signers.Key(signer + 1);
        return new SignedBytes(key.PublicKey, message, key.Sign(message));
    }
}
