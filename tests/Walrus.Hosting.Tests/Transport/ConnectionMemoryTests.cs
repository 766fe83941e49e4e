using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Hosting.Transport;

namespace Walrus.Hosting.Tests.Transport;

public sealed class ConnectionMemoryTests
{
    private const int BlockBytes = 64 << 10;

    [Fact]
    public void No_block_has_two_users_at_a_time()
    {
        MemoryPool<byte> pool = ConnectionMemory.OfProcess;
        IMemoryOwner<byte>[] blocks = [.. Enumerable.Range(0, 100).Select(_ => pool.Rent(4096))];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i].Memory.Span.Fill((byte)i);
        for (int i = 0; i < blocks.Length; i++)
        {
            Assert.Equal(BlockBytes, blocks[i].Memory.Length);
            Assert.Equal(-1, blocks[i].Memory.Span.IndexOfAnyExcept((byte)i));
            blocks[i].Dispose();
        }
    }

    [Fact]
    public void A_block_is_the_most_there_is_at_a_time()
    {
        Assert.Equal(BlockBytes, ConnectionMemory.OfProcess.MaxBufferSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConnectionMemory.OfProcess.Rent(BlockBytes + 1));
    }

    [Fact]
    public void A_listener_that_stops_leaves_the_memory_to_the_others()
    {
        MemoryPool<byte> stopped = ConnectionMemory.OfProcess.Create();
        stopped.Dispose();
        using IMemoryOwner<byte> block = ConnectionMemory.OfProcess.Create().Rent();
        Assert.Equal(BlockBytes, block.Memory.Length);
    }

    [Fact]
    public async Task The_web_server_receives_into_these_blocks()
    {
        const int webServersOwn = 4096;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>>(ConnectionMemory.OfProcess);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using WebApplication application = builder.Build();
        application.MapPut("/", (RequestDelegate)AnswerLongestPieceAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);

        using HttpClient client = new();
        using ByteArrayContent body = new(new byte[1 << 20]);
        using HttpResponseMessage answer = await client.PutAsync(new Uri(application.Urls.Single()), body, TestContext.Current.CancellationToken);
        int longest = int.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);

        Assert.InRange(longest, webServersOwn + 1, BlockBytes);
    }

    private static async Task AnswerLongestPieceAsync(HttpContext http)
    {
        int longest = 0;
        while (true)
        {
            ReadResult read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            foreach (ReadOnlyMemory<byte> piece in read.Buffer)
                longest = Math.Max(longest, piece.Length);
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        await http.Response.WriteAsync(longest.ToString(System.Globalization.CultureInfo.InvariantCulture), http.RequestAborted);
    }
}
