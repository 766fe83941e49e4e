using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Core.Slivers;

/// <summary>Checks slivers against the metadata of their blob (data plane 6.5).</summary>
public static class SliverVerifier
{
    /// <summary>Requires that a sliver belongs to the blob.</summary>
    /// <exception cref="InvalidSliverException">It does not; the exception says why.</exception>
    public static void Verify(Sliver sliver, VerifiedBlobMetadata metadata)
    {
        SliverFault fault = Check([sliver], metadata)[0];
        if (fault != SliverFault.None)
            throw new InvalidSliverException(fault, sliver.Axis, sliver.Index, metadata.BlobId);
    }

    /// <summary>
    /// What is wrong with each of several slivers of either axis. Short slivers cost much less together than one by one.
    /// </summary>
    public static SliverFault[] Check(IReadOnlyList<Sliver> slivers, VerifiedBlobMetadata metadata, EncodingOptions? options = null)
    {
        SliverFault[] faults = new SliverFault[slivers.Count];
        for (int i = 0; i < faults.Length; i++)
            faults[i] = CheckShape(slivers[i], metadata);
        CheckRoots(Axis.Primary, slivers, faults, metadata, options ?? EncodingOptions.Default);
        CheckRoots(Axis.Secondary, slivers, faults, metadata, options ?? EncodingOptions.Default);
        return faults;
    }

    /// <summary>What is wrong with a sliver apart from its data.</summary>
    internal static SliverFault CheckShape(Sliver sliver, VerifiedBlobMetadata metadata)
    {
        if (sliver.Index.Value >= metadata.Parameters.Shards)
            return SliverFault.IndexOutOfRange;
        if (sliver.Data.Length != metadata.SliverLength(sliver.Axis))
            return SliverFault.WrongLength;
        return sliver.SymbolSize == metadata.SymbolSize ? SliverFault.None : SliverFault.WrongSymbolSize;
    }

    private static void CheckRoots(
        Axis axis, IReadOnlyList<Sliver> slivers, SliverFault[] faults, VerifiedBlobMetadata metadata, EncodingOptions options)
    {
        int[] sound = [.. Enumerable.Range(0, slivers.Count).Where(i => slivers[i].Axis == axis && faults[i] == SliverFault.None)];
        Bytes32[] roots = SliverRoots.Compute(
            metadata.Parameters, axis, metadata.SymbolSize, sound.Length, new SliverLines([.. sound.Select(i => slivers[i])]), options);
        for (int i = 0; i < sound.Length; i++)
        {
            if (roots[i] != metadata.RootOf(slivers[sound[i]].Index, axis))
                faults[sound[i]] = SliverFault.RootMismatch;
        }
    }
}
