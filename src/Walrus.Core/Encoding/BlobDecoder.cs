using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Slivers;

namespace Walrus.Core.Encoding;

/// <summary>
/// Puts a blob together from verified slivers of one axis: any k1 primary or any k2 secondary ones (data plane 4.6, 10). One
/// instance serves all threads.
/// </summary>
/// <param name="metadata">The blob's metadata.</param>
public sealed class BlobDecoder(VerifiedBlobMetadata metadata)
{
    /// <summary>
    /// Decodes the blob. Duplicates and slivers beyond the needed number are not used; systematic ones are preferred, as those cost
    /// nothing. What <paramref name="target"/> holds after an exception is not the blob.
    /// </summary>
    /// <param name="slivers">Slivers of one axis that <see cref="SliverVerifier"/> accepted.</param>
    /// <param name="target">Takes the blob; exactly as long as it.</param>
    /// <param name="check">How the result is checked.</param>
    /// <param name="options">How the work is carried out.</param>
    /// <exception cref="ArgumentException">The slivers are of both axes, or the target has another length than the blob.</exception>
    /// <exception cref="InvalidSliverException">A sliver does not have the shape of this blob's slivers.</exception>
    /// <exception cref="NotEnoughSliversException">There are too few distinct slivers.</exception>
    /// <exception cref="InconsistentBlobException">The blob was not encoded correctly.</exception>
    public void Decode(IReadOnlyCollection<Sliver> slivers, IBlobTarget target, ConsistencyCheck check, EncodingOptions? options = null)
    {
        options ??= EncodingOptions.Default;
        if (target.Length != metadata.UnencodedLength)
            throw new ArgumentException($"The blob has {metadata.UnencodedLength} bytes, the target {target.Length}.", nameof(target));
        Sliver[] chosen = Choose(slivers);
        BlobMatrixTarget matrix = new(metadata.Parameters, target);
        if (chosen[0].Axis == Axis.Primary)
            PrimaryDecoding.Run(matrix, chosen, options);
        else
            SecondaryDecoding.Run(matrix, chosen, options);
        new DecodedBlobCheck(metadata, target, options).Require(check, chosen);
    }

    /// <summary>Decodes the blob into new memory.</summary>
    /// <inheritdoc cref="Decode(IReadOnlyCollection{Sliver}, IBlobTarget, ConsistencyCheck, EncodingOptions?)"/>
    /// <exception cref="OverflowException">The blob does not fit an array.</exception>
    public byte[] Decode(IReadOnlyCollection<Sliver> slivers, ConsistencyCheck check, EncodingOptions? options = null)
    {
        byte[] blob = new byte[checked((int)metadata.UnencodedLength)];
        Decode(slivers, new MemoryBlobTarget(blob), check, options);
        return blob;
    }

    private Sliver[] Choose(IReadOnlyCollection<Sliver> slivers)
    {
        foreach (Sliver sliver in slivers)
        {
            SliverFault fault = SliverVerifier.CheckShape(sliver, metadata);
            if (fault != SliverFault.None)
                throw new InvalidSliverException(fault, sliver.Axis, sliver.Index, metadata.BlobId);
            if (sliver.Axis != slivers.First().Axis)
                throw new ArgumentException("The slivers are of both axes.", nameof(slivers));
        }

        Axis axis = slivers.Count == 0 ? Axis.Primary : slivers.First().Axis;
        int required = metadata.Parameters.SymbolsPerSliver(axis.Orthogonal());
        Sliver[] distinct = [.. slivers.DistinctBy(sliver => sliver.Index).OrderBy(sliver => sliver.Index).Take(required)];
        return distinct.Length == required ? distinct : throw new NotEnoughSliversException(distinct.Length, required);
    }
}
