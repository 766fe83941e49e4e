using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Core.Tests.Encoding;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Core.Tests.Recovery;

public sealed class RecoveryVectorTests
{
    private static readonly RecoveryCase[] Cases = VectorFile.Load<RecoveryFile>("recovery.json").Cases;

    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Slivers_expand_to_the_known_matrix(int number)
    {
        EncodedBlob blob = EncodedBlob.Of(Cases[number]);
        for (int i = 0; i < blob.Parameters.Shards; i++)
        {
            SliverExpansion row = blob.Expand(Axis.Primary, i), column = blob.Expand(Axis.Secondary, i);
            for (int j = 0; j < blob.Parameters.Shards; j++)
            {
                Assert.Equal(Cases[number].ExpandedMatrixHex[i][j], Convert.ToHexStringLower(row.Symbol(new SliverIndex(j)).Data.Span));
                Assert.Equal(Cases[number].ExpandedMatrixHex[j][i], Convert.ToHexStringLower(column.Symbol(new SliverIndex(j)).Data.Span));
            }
        }
    }

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Symbols_and_proofs_have_the_known_form(int number)
    {
        EncodedBlob blob = EncodedBlob.Of(Cases[number]);
        foreach (SliverRecoveryCase recovery in Cases[number].Recoveries)
        {
            foreach (SymbolCase expected in recovery.Symbols)
            {
                Axis sourceAxis = Enum.Parse<Axis>(expected.SourceAxis, ignoreCase: true);
                SliverExpansion source = blob.Expand(sourceAxis, expected.SourceIndex);
                GeneralRecoverySymbol symbol = source.RecoverySymbol(new SliverIndex(recovery.TargetIndex));
                Assert.Equal(expected.SourceSliverRoot, source.Root.ToString());
                Assert.Equal(expected.SymbolId, symbol.Id.ToString());
                Assert.Equal(expected.SymbolHex, Convert.ToHexStringLower(symbol.Symbol.Data.Span));
                Assert.Equal(expected.ProofPath, symbol.Proof.Path.Select(node => node.IsDigest ? node.Bytes.ToString() : null));
                CheckForm(expected.DecodingSymbolBcs, symbol.Symbol);
                CheckForm(expected.RecoverySymbolBcs, new RecoverySymbol(symbol.Symbol, symbol.Proof));
                CheckForm(expected.GeneralRecoverySymbolBcs, symbol);
            }
        }
    }

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void The_symbols_recover_the_sliver(int number)
    {
        EncodedBlob blob = EncodedBlob.Of(Cases[number]);
        foreach (SliverRecoveryCase expected in Cases[number].Recoveries)
        {
            Axis axis = Enum.Parse<Axis>(expected.TargetAxis, ignoreCase: true);
            SliverIndex target = new(expected.TargetIndex);
            GeneralRecoverySymbol[] symbols = Symbols(expected);
            Assert.Equal(blob.Parameters.SymbolsPerSliver(axis), expected.SymbolsRequired);

            Sliver sliver = SliverRecovery.Recover(symbols, axis, target, blob.Metadata);
            Assert.Equal(expected.RecoveredSliverHex, Convert.ToHexStringLower(sliver.Data.Span));
            Assert.Equal(expected.RecoveredSliverRoot, blob.Metadata.RootOf(target, axis).ToString());
            Assert.Equal(target, sliver.Index);
            Assert.Throws<NotEnoughSymbolsException>(() => { SliverRecovery.Recover(symbols[1..], axis, target, blob.Metadata); });
        }
    }

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void An_inconsistency_is_proven_only_where_there_is_one(int number)
    {
        RedStuffParameters parameters = new(Cases[number].NShards);
        foreach (SliverRecoveryCase recovery in Cases[number].Recoveries)
        {
            Axis axis = Enum.Parse<Axis>(recovery.TargetAxis, ignoreCase: true);
            InconsistencyCase expected = recovery.Inconsistency;
            InconsistencyProof proof = InconsistencyProof.FromBytes(Convert.FromHexString(expected.ProofBcs), axis);
            Assert.Equal(expected.ProofBcs, Convert.ToHexStringLower(proof.ToBytes()));

            VerifiedBlobMetadata consistent = Metadata(expected.MetadataBcsConsistent, Cases[number].BlobId, parameters);
            VerifiedBlobMetadata inconsistent = Metadata(expected.MetadataBcsInconsistent, expected.BlobIdInconsistent, parameters);
            Assert.Throws<InvalidInconsistencyProofException>(() => proof.Verify(consistent));
            proof.Verify(inconsistent);

            InconsistentSliverException found = Assert.Throws<InconsistentSliverException>(
                () => SliverRecovery.Recover(Symbols(recovery), axis, new SliverIndex(recovery.TargetIndex), inconsistent));
            Assert.Equal(expected.ProofBcs, Convert.ToHexStringLower(found.Proof.ToBytes()));
        }
    }

    private static GeneralRecoverySymbol[] Symbols(SliverRecoveryCase recovery) =>
        [.. recovery.Symbols.Select(symbol => BcsFormat.FromBytes<GeneralRecoverySymbol>(Convert.FromHexString(symbol.GeneralRecoverySymbolBcs)))];

    private static VerifiedBlobMetadata Metadata(string hex, string blobId, RedStuffParameters parameters) =>
        VerifiedBlobMetadata.Verify(BlobId.Parse(blobId), BcsFormat.FromBytes<BlobMetadata>(Convert.FromHexString(hex)), parameters);

    private static void CheckForm<T>(string hex, T value) where T : IBcs<T>
    {
        Assert.Equal(hex, Convert.ToHexStringLower(BcsFormat.ToBytes(value)));
        Assert.Equal(hex, Convert.ToHexStringLower(BcsFormat.ToBytes(BcsFormat.FromBytes<T>(Convert.FromHexString(hex)))));
    }
}
