using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>Ten nodes on four silos, shared by the tests that leave the network as they found it.</summary>
public sealed class NetworkFixture : IAsyncLifetime
{
    public WalrusNetwork Network { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 4, Seed = 7 });

    public async ValueTask DisposeAsync() => await Network.DisposeAsync();
}

internal static class Content
{
    /// <summary>Reproducible bytes that look like nothing in particular.</summary>
    public static byte[] Of(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
