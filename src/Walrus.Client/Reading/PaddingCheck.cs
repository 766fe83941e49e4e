using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Slivers;

namespace Walrus.Client.Reading;

/// <summary>
/// The part of the default consistency check that streaming needs (data plane 10.3): the sender verified every sliver it
/// passes on, so what remains is that everything behind the blob's end is zero.
/// </summary>
internal static class PaddingCheck
{
    /// <summary>Requires that the systematic slivers from <paramref name="firstRow"/> on are those of zeros; none is fetched for it.</summary>
    /// <exception cref="InconsistentBlobException">One is not.</exception>
    public static void RequireZeroRows(VerifiedBlobMetadata metadata, int firstRow)
    {
        if (firstRow >= metadata.Parameters.PrimarySymbols)
            return;
        Sliver zeros = new(Axis.Primary, new SliverIndex(firstRow), metadata.SymbolSize, new byte[metadata.SliverLength(Axis.Primary)]);
        Bytes32 root = metadata.RootOf(zeros.Index, Axis.Primary);
        bool allSame = Enumerable.Range(firstRow, metadata.Parameters.PrimarySymbols - firstRow)
            .All(row => metadata.RootOf(new SliverIndex(row), Axis.Primary) == root);
        if (!allSame || SliverVerifier.Check([zeros], metadata)[0] != SliverFault.None)
            throw new InconsistentBlobException(metadata.BlobId);
    }

    /// <summary>Requires that the sliver that holds the blob's end has zeros behind it.</summary>
    /// <exception cref="InconsistentBlobException">It has not.</exception>
    public static void RequireZeroTail(VerifiedBlobMetadata metadata, Sliver last)
    {
        int used = (int)(metadata.UnencodedLength - (long)last.Index.Value * last.Data.Length);
        if (last.Data.Span[used..].ContainsAnyExcept((byte)0))
            throw new InconsistentBlobException(metadata.BlobId);
    }
}
