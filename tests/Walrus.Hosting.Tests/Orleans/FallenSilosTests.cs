using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Walrus.Hosting.Tests;

public sealed class FallenSilosTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_at_whose_port_nobody_listens_is_given_up_and_one_that_does_not_answer_is_not()
    {
        // It accepts nothing and answers nothing, as a process that has no processor to run on.
        using TcpListener slow = new(IPAddress.Loopback, 0);
        slow.Start();
        using TcpListener fallen = new(IPAddress.Loopback, 0);
        fallen.Start();
        (SiloAddress slowSilo, SiloAddress fallenSilo) = (Silo(Port(slow)), Silo(Port(fallen)));
        fallen.Stop();
        Membership membership = new(slowSilo, fallenSilo);
        using FallenSilos watch = new(membership, new Self(Silo(1)), TimeProvider.System, NullLogger<FallenSilos>.Instance);
        await watch.StartAsync(Test);
        Assert.Equal(fallenSilo, await membership.Killed.WaitAsync(TimeSpan.FromSeconds(30), Test));
        await watch.StopAsync(Test);
        Assert.Equal([fallenSilo], membership.All.Distinct());
    }

    [Fact]
    public void Each_looks_at_those_that_follow_it_in_the_ring()
    {
        SiloAddress[] silos = [.. Enumerable.Range(1, 5).Select(Silo).Order()];
        Assert.Equal([silos[3], silos[4], silos[0]], FallenSilos.Successors(silos[2], silos, 3));
        Assert.Equal([silos[0], silos[1], silos[2]], FallenSilos.Successors(silos[4], silos, 3));
        Assert.Equal([silos[1]], FallenSilos.Successors(silos[0], silos[..2], 3));
        Assert.Empty(FallenSilos.Successors(silos[0], silos[..1], 3));
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static SiloAddress Silo(int port) => SiloAddress.New(IPAddress.Loopback, port, 1);

    private sealed class Membership(params SiloAddress[] silos) : IClusterMembershipService
    {
        private readonly TaskCompletionSource<SiloAddress> _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<SiloAddress> Killed => _killed.Task;

        public List<SiloAddress> All { get; } = [];

        public ClusterMembershipSnapshot CurrentSnapshot { get; } = new(
            silos.ToImmutableDictionary(static silo => silo, static silo => new ClusterMember(silo, SiloStatus.Active, $"silo {silo}")), new MembershipVersion(1));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public Task<bool> TryKill(SiloAddress siloAddress)
        {
            All.Add(siloAddress);
            _killed.TrySetResult(siloAddress);
            return Task.FromResult(true);
        }
    }

    private sealed class Self(SiloAddress address) : ILocalSiloDetails
    {
        public string Name => "self";

        public string ClusterId => "test";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress => address;

        public SiloAddress GatewayAddress => SiloAddress.Zero;
    }
}
