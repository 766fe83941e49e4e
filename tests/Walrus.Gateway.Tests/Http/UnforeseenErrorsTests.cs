using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Http;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;

namespace Walrus.Gateway.Tests.Http;

public sealed class UnforeseenErrorsTests
{
    [Fact]
    public async Task What_nobody_foresaw_is_answered_with_nothing_of_the_inside()
    {
        (int code, byte[] body) = await AnswerAsync(static _ => throw new InvalidOperationException("the key is 12345"));
        Assert.Equal(500, code);
        Assert.True(ErrorEnvelope.TryParse(body, code, out ErrorEnvelope? envelope));
        Assert.Equal((ErrorStatus.Internal, "INTERNAL_ERROR", "global"), (envelope.Status, envelope.Reason, envelope.Domain));
        Assert.Equal("trace-1", envelope.TraceId);
        Assert.DoesNotContain("12345", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_with_a_process_of_the_cluster_may_be_tried_again()
    {
        foreach (Exception lost in new Exception[] { new SiloUnavailableException("node-7 at 10.0.0.7"), new TimeoutException(), new LedgerSilentException(new TimeoutException()) })
        {
            (int code, byte[] body) = await AnswerAsync(_ => throw lost);
            Assert.Equal(503, code);
            Assert.True(ErrorEnvelope.TryParse(body, code, out ErrorEnvelope? envelope));
            Assert.Equal((ErrorStatus.Unavailable, "TEMPORARILY_UNAVAILABLE"), (envelope.Status, envelope.Reason));
            Assert.DoesNotContain("10.0.0.7", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_request_that_the_server_refuses_keeps_its_code()
    {
        (int code, byte[] body) = await AnswerAsync(static _ => throw new BadHttpRequestException("the body ends early", 400));
        Assert.Equal((400, "the body ends early"), (code, Encoding.UTF8.GetString(body)));
    }

    [Fact]
    public async Task What_works_is_left_alone()
    {
        (int code, byte[] body) = await AnswerAsync(static http => http.Response.WriteAsync("good"));
        Assert.Equal((200, "good"), (code, Encoding.UTF8.GetString(body)));
    }

    private static async Task<(int Code, byte[] Body)> AnswerAsync(RequestDelegate handler)
    {
        using MemoryStream body = new();
        DefaultHttpContext http = new() { TraceIdentifier = "trace-1", Response = { Body = body } };
        await UnforeseenErrors.GuardAsync(http, handler, NullLogger.Instance);
        return (http.Response.StatusCode, body.ToArray());
    }
}
