using System.Net;

namespace Walrus.Client.Tests.Network;

/// <summary>The way to one node, with a switch for faults.</summary>
internal sealed class FaultyWay(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _hanging;
    private int _requests;
    private int _busy;

    public volatile NodeFault Fault;

    /// <summary>Requests that wait for ever.</summary>
    public int Hanging => _hanging;

    public int Requests => _requests;

    /// <summary>Requests under way that will be answered.</summary>
    public int Busy => _busy - _hanging;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _busy);
        try
        {
            return await AnswerAsync(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (Fault)
        {
            case NodeFault.Refuse:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
            case NodeFault.Hang:
                await HangAsync(cancellationToken);
                break;
            case NodeFault.Fail:
                return new HttpResponseMessage(HttpStatusCode.InternalServerError);
            case NodeFault.BreakUploads when request.Method == HttpMethod.Put:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "connection reset");
            case NodeFault.Swap:
                request.RequestUri = new Uri(SwapPath(request.RequestUri!.AbsoluteUri));
                break;
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode && request.Method == HttpMethod.Get ? await DamageAsync(response, cancellationToken) : response;
    }

    private async Task HangAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _hanging);
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _hanging);
        }
    }

    /// <summary>Asks the node for the other sliver of the pair.</summary>
    private static string SwapPath(string path) =>
        path.EndsWith("/primary", StringComparison.Ordinal) ? path[..^"primary".Length] + "secondary"
        : path.EndsWith("/secondary", StringComparison.Ordinal) ? path[..^"secondary".Length] + "primary" : path;

    private async Task<HttpResponseMessage> DamageAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (Fault is not (NodeFault.Lie or NodeFault.Truncate or NodeFault.Endless))
            return response;
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation);
        response.Content = Fault switch
        {
            NodeFault.Lie => new ByteArrayContent(Flip(body)),
            NodeFault.Truncate => new StreamContent(new MemoryStream(body, 0, body.Length / 2)) { Headers = { ContentLength = body.Length } },
            _ => new StreamContent(new EndlessStream()),
        };
        return response;
    }

    private static byte[] Flip(byte[] body)
    {
        body[body.Length / 3] ^= 0x10;
        return body;
    }
}
