namespace Walrus.Storage.Slivers;

/// <summary>A store whose bytes can be made to rot: the development fault "bit-rot".</summary>
public interface IBitRot
{
    /// <summary>Flips one bit in each held sliver with probability <paramref name="rate"/>, behind the back of its checksum.</summary>
    /// <param name="rate">0 to 1.</param>
    /// <param name="seed">Draws the slivers and bits; the same seed damages the same slivers of the same store.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>How many slivers were damaged.</returns>
    ValueTask<int> RotAsync(double rate, int seed, CancellationToken cancellationToken = default);
}
