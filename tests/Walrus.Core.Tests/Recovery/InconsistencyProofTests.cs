using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;
using Walrus.Core.Tests.Encoding;

namespace Walrus.Core.Tests.Recovery;

public sealed class InconsistencyProofTests
{
    private static readonly EncodedBlob Honest = new(7, [.. Enumerable.Range(0, 30).Select(i => (byte)i)]);
    private static readonly DishonestBlob Blob = new(Honest, row: 1, seed: 1);
    private static readonly SliverIndex Target = new(1);

    private static readonly ImmutableArray<RecoverySymbol> Symbols =
        [.. Enumerable.Range(2, 5).Select(j => Honest.Expand(Axis.Secondary, j).RecoverySymbol(Target)).Select(s => new RecoverySymbol(s.Symbol, s.Proof))];

    [Fact]
    public void The_proof_convinces() => new InconsistencyProof(Axis.Primary, Target, Symbols).Verify(Blob.Metadata);

    [Fact]
    public void Malformed_proofs_are_rejected()
    {
        Reject(new InconsistencyProof(Axis.Primary, new SliverIndex(7), Symbols));
        Reject(new InconsistencyProof(Axis.Primary, Target, Symbols[..4]));
        Reject(new InconsistencyProof(Axis.Primary, Target, Symbols.Add(Symbols[0])));
        Reject(new InconsistencyProof(Axis.Primary, Target, Symbols.SetItem(1, Symbols[0])));
        Reject(new InconsistencyProof(Axis.Secondary, Target, Symbols));
        Assert.Throws<ArgumentException>(() => new InconsistencyProof(Axis.Primary, Target, default));

        static void Reject(InconsistencyProof proof) => Assert.Throws<InvalidInconsistencyProofException>(() => proof.Verify(Blob.Metadata));
    }

    [Fact]
    public void Proofs_with_a_symbol_that_does_not_belong_are_rejected()
    {
        RecoverySymbol good = Symbols[0];
        byte[] data = good.Symbol.Data.ToArray();
        data[0] ^= 1;
        Reject(SymbolFault.InvalidProof, Target, good with { Symbol = good.Symbol with { Data = data } });
        Reject(SymbolFault.WrongLength, Target, good with { Symbol = good.Symbol with { Data = new byte[4] } });
        Reject(SymbolFault.IndexOutOfRange, Target, good with { Symbol = good.Symbol with { Index = new SliverIndex(7) } });
        Reject(SymbolFault.InvalidProof, new SliverIndex(2), good);

        static void Reject(SymbolFault fault, SliverIndex target, RecoverySymbol symbol)
        {
            InconsistencyProof proof = new(Axis.Primary, target, Symbols.SetItem(0, symbol));
            Assert.Equal(fault, Assert.Throws<InvalidSymbolException>(() => proof.Verify(Blob.Metadata)).Fault);
        }
    }

    [Fact]
    public void Forms_read_back_and_nothing_else_does()
    {
        InconsistencyProof proof = new(Axis.Primary, Target, Symbols);
        BcsWriter writer = new();
        proof.WriteTagged(writer);
        byte[] tagged = writer.ToArray();
        BcsReader reader = new(tagged);
        InconsistencyProof read = InconsistencyProof.ReadTagged(ref reader);
        reader.End();
        Assert.Equal(Axis.Primary, read.Axis);
        Assert.Equal(tagged[1..], read.ToBytes());
        for (int length = 0; length < tagged.Length - 1; length++)
            Assert.Throws<BcsException>(() => { InconsistencyProof.FromBytes(tagged.AsSpan(1, length), Axis.Primary); });
        Assert.Throws<BcsException>(() => { InconsistencyProof.FromBytes([.. tagged[1..], 0], Axis.Primary); });
    }
}
