using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Walrus.Client.StorageNodes;
using Walrus.Client.Tests.Network;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;

namespace Walrus.Client.Tests.StorageNodes;

/// <summary>A node may answer anything, or nothing: the client ends, with the right error, in bounded memory.</summary>
public sealed class HostileAnswersTests
{
    private static readonly BlobId Blob = new(new byte[32]);
    private static readonly RedStuffParameters Parameters = new(10);
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private StorageNodeClient Client(HttpMessageHandler handler) =>
        new(new HttpClient(handler) { BaseAddress = new Uri("http://node/"), Timeout = Timeout.InfiniteTimeSpan }, Parameters, _time);

    [Fact]
    public async Task An_endless_sliver_is_cut_off_just_above_its_length()
    {
        EndlessStream endless = new();
        StorageNodeClient client = Client(StubHandler.Body(() => endless));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => client.GetSliverAsync(Blob, new(1), Axis.Primary, blobSize: 28_000, Test));
        Assert.InRange(endless.Taken, 7000, 7000 + 2 * StorageNodeLimits.SliverOverhead);
    }

    [Fact]
    public async Task A_declared_length_above_the_limit_is_not_read_at_all()
    {
        EndlessStream endless = new();
        StorageNodeClient client = Client(StubHandler.Body(() => endless, length: 1L << 40));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => client.GetMetadataAsync(Blob, Test));
        Assert.Equal(0, endless.Taken);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Endless_json_and_endless_errors_end(HttpStatusCode status)
    {
        EndlessStream endless = new();
        StorageNodeClient client = Client(StubHandler.Body(() => endless, status: status));
        await Assert.ThrowsAnyAsync<StorageNodeException>(() => client.GetBlobStatusAsync(Blob, Test));
        Assert.InRange(endless.Taken, 1, 3 * StorageNodeLimits.OtherBody);
    }

    [Fact]
    public async Task A_truncated_answer_is_a_broken_connection()
    {
        StorageNodeClient client = Client(StubHandler.Body(() => new MemoryStream(new byte[10]), length: 20));
        var failed = await Assert.ThrowsAsync<NodeUnreachableException>(() => client.GetMetadataAsync(Blob, Test));
        Assert.Equal(UnreachableKind.Broken, failed.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{\"success\":7}")]
    [InlineData("{\"success\":{\"code\":200,\"data\":\"Stored\"}}")]
    [InlineData("{\"success\":{\"code\":200,\"data\":\"\\ud800\"}}")]
    [InlineData("{\"success\":{\"code\":200,\"data\":{\"permanent\":{\"endEpoch\":-1}}}}")]
    [InlineData("{\"success\":{\"code\":200,\"data\":{\"signed\":{\"serializedMessage\":\"*\",\"signature\":\"\"}}}}")]
    public async Task Json_of_another_shape_is_an_invalid_answer(string body)
    {
        StorageNodeClient client = Client(StubHandler.Body(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body))));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => client.GetMetadataStatusAsync(Blob, Test));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => client.GetBlobStatusAsync(Blob, Test));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => client.GetHealthAsync(false, Test));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(
            () => client.GetConfirmationAsync(Blob, BlobPersistence.Permanent, TimeSpan.Zero, Test));
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.Redirect)]
    public async Task Other_statuses_are_invalid_answers(HttpStatusCode status)
    {
        StorageNodeClient client = Client(StubHandler.Body(() => new MemoryStream(), status: status));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => client.GetMetadataAsync(Blob, Test));
        await Assert.ThrowsAsync<InvalidNodeAnswerException>(() => client.PutMetadataAsync(Blob, new byte[1], Test));
    }

    [Fact]
    public async Task Silence_ends_at_the_deadline_of_the_clock_given()
    {
        StorageNodeClient client = Client(new StubHandler(async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return new HttpResponseMessage();
        }));
        Task<Walrus.Client.Buffers.PooledBytes> call = client.GetMetadataAsync(Blob, Test);
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        var failed = await Assert.ThrowsAsync<NodeUnreachableException>(() => call);
        Assert.Equal(UnreachableKind.TimedOut, failed.Kind);
    }

    [Fact]
    public async Task Giving_up_stays_a_cancellation()
    {
        using CancellationTokenSource cancel = new();
        StorageNodeClient client = Client(new StubHandler(async (_, token) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return new HttpResponseMessage();
        }));
        Task call = client.PutSliverAsync(Blob, new(0), Axis.Primary, new byte[9], cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_closed_port_refuses()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Uri url = new($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using SocketNodeConnector connector = new();
        StorageNodeClient client = new StorageNodeClients(connector, Parameters, TimeProvider.System).For(url);
        var failed = await Assert.ThrowsAsync<NodeUnreachableException>(() => client.PutMetadataAsync(Blob, new byte[1], Test));
        Assert.Equal(UnreachableKind.Refused, failed.Kind);
        Assert.Equal(url, failed.Node);
    }

    [Fact]
    public async Task Memory_is_let_go_before_an_upload_returns()
    {
        TaskCompletionSource copying = new();
        Task? copy = null;
        byte[] body = new byte[100];
        // A handler that answers while it still reads the body, as in-memory servers do.
        StorageNodeClient client = Client(new StubHandler(async (request, _) =>
        {
            copy = request.Content!.CopyToAsync(new StuckStream(copying), CancellationToken.None);
            await copying.Task;
            return new HttpResponseMessage(HttpStatusCode.Created);
        }));
        Assert.Equal(StoreOutcome.Stored, await client.PutSliverAsync(Blob, new(0), Axis.Primary, body, Test));
        Assert.True(copy!.IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy);
    }

    private sealed class StuckStream(TaskCompletionSource started) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            started.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
    }
}
