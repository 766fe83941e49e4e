using Walrus.Testing;

namespace Walrus.Gateway.Tests;

/// <summary>A small network whose gateway the tests share.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    public WalrusNetwork Network { get; private set; } = null!;

    public HttpClient Http => Network.Gateway;

    public async ValueTask InitializeAsync() => Network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Seed = 3 });

    public async ValueTask DisposeAsync() => await Network.DisposeAsync();

    public static byte[] Bytes(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

[CollectionDefinition(Name)]
public sealed class GatewayCollection : ICollectionFixture<GatewayFixture>
{
    public const string Name = "gateway";
}
