using System.Reflection;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Nodes;

public sealed class NodeHealerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A replica may say "not certified" a moment before it learns the contrary: what the node is told in that moment must not be lost.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blob_taken_on_again_while_it_is_worked_on_has_its_turn_anew(bool fresh)
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 4, Shards = 4, Silos = 1, Seed = 61 });
        IServiceProvider services = network.Services(0);
        WaitingShard shard = new();
        NodeHealer healer = new(
            services.GetRequiredService<LocalNodes>().Get("node-0"), GrainsOf(shard), services.GetRequiredService<LedgerReplica>(),
            services.GetRequiredService<CommitteeDirectory>(), services.GetRequiredService<BlobRebuilder>(), services.GetRequiredService<NetworkClock>(),
            NullLogger<NodeHealer>.Instance);
        BlobId blob = new(Enumerable.Repeat((byte)7, 32).ToArray());

        healer.Add(blob);
        TaskCompletionSource first = await shard.NextAsync();
        Action<BlobId> again = fresh ? healer.AddFresh : healer.Add;
        again(blob);
        first.SetResult();

        TaskCompletionSource second = await shard.NextAsync();
        Assert.Equal(1, healer.Backlog);
        second.SetResult();
    }

    private static IGrainFactory GrainsOf(WaitingShard shard)
    {
        IGrainFactory grains = DispatchProxy.Create<IGrainFactory, FewGrains>();
        ((FewGrains)(object)grains).Shard = shard;
        return grains;
    }

    /// <summary>A shard whose every "forget" waits until the test lets it end.</summary>
    private sealed class WaitingShard : ISliverGrain
    {
        private readonly Channel<TaskCompletionSource> _calls = Channel.CreateUnbounded<TaskCompletionSource>();

        public async Task<TaskCompletionSource> NextAsync()
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Limit);
            return await _calls.Reader.ReadAsync(limit.Token);
        }

        public Task ForgetAsync(BlobId blob)
        {
            TaskCompletionSource call = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Assert.True(_calls.Writer.TryWrite(call));
            return call.Task;
        }

        public Task<SliverAdmission> AdmitAsync() => throw new NotSupportedException();

        public Task MarkHeldAsync(BlobId blob) => throw new NotSupportedException();

        public Task MarkMissingAsync(BlobId blob) => throw new NotSupportedException();

        public Task<ShardReport> ReportAsync() => throw new NotSupportedException();
    }

    /// <summary>Knows one shard. There is no actor of the node to be woken, which the healer takes as it comes.</summary>
    public class FewGrains : DispatchProxy
    {
        internal ISliverGrain? Shard { get; set; }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Type asked = targetMethod!.GetGenericArguments().Single();
            return asked == typeof(ISliverGrain) ? Shard : throw new NotSupportedException(asked.Name);
        }
    }
}
