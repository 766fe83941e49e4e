using Microsoft.AspNetCore.Http;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Gateway.Development;
using Walrus.Grains.Nodes;
using Walrus.Storage.Slivers;

namespace Walrus.Hosting.Nodes;

/// <summary>
/// Faults of one storage node for development and tests: at once in its store, or from now on in what its endpoints answer, before the
/// node itself has any part in it.
/// </summary>
internal sealed class NodeFaults(LocalNode node, TimeProvider time)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    private volatile Dice? _answers;

    /// <summary>Injects a fault, in place of the one before.</summary>
    /// <exception cref="NotSupportedException">The node's store cannot be made to rot.</exception>
    public async Task InjectAsync(NodeFault fault, CancellationToken cancellation)
    {
        _answers = fault.Kind is NodeFaultKind.Lie or NodeFaultKind.Slow or NodeFaultKind.RefuseWrites ? new Dice(fault) : null;
        if (fault.Kind == NodeFaultKind.Wipe)
            await node.Store.DropAllAsync(cancellation);
        if (fault.Kind == NodeFaultKind.BitRot)
            await Rotting().RotAsync(fault.Rate, fault.Seed, cancellation);
    }

    /// <summary>Middleware before the node's endpoints.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_answers is not { } fault)
            return next(context);
        return fault.Kind switch
        {
            NodeFaultKind.Slow when fault.Strikes() => WaitAsync(context, next),
            NodeFaultKind.RefuseWrites when HttpMethods.IsPut(context.Request.Method) && fault.Strikes() => RefuseAsync(context),
            NodeFaultKind.Lie when fault.Strikes() => LieAsync(context, next, fault),
            _ => next(context),
        };
    }

    private IBitRot Rotting() => node.Store as IBitRot
        ?? throw new NotSupportedException($"The store of node {node.Name} cannot be made to rot.");

    private async Task WaitAsync(HttpContext context, RequestDelegate next)
    {
        await Task.Delay(Delay, time, context.RequestAborted);
        await next(context);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        ErrorEnvelope envelope = StorageNodeReasons.Unwritable;
        context.Response.StatusCode = envelope.HttpCode;
        context.Response.ContentType = WalrusJson.MediaType;
        return context.Response.Body.WriteAsync(envelope.ToJsonUtf8(), context.RequestAborted).AsTask();
    }

    /// <summary>Flips a bit in the middle half of an answer in bytes: of data or a proof, rather than of a length.</summary>
    private static async Task LieAsync(HttpContext context, RequestDelegate next, Dice dice)
    {
        Stream body = context.Response.Body;
        using MemoryStream answer = new();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        byte[] bytes = answer.ToArray();
        if (context.Response.ContentType == WalrusJson.BcsMediaType && bytes.Length > 0)
            bytes[bytes.Length / 4 + dice.Next(Math.Max(1, bytes.Length / 2))] ^= (byte)(1 << dice.Next(8));
        await body.WriteAsync(bytes, context.RequestAborted);
    }

    private sealed class Dice(NodeFault fault)
    {
        private readonly Lock _lock = new();
        private readonly Random _random = new(fault.Seed);

        public NodeFaultKind Kind => fault.Kind;

        public bool Strikes()
        {
            lock (_lock)
                return _random.NextDouble() < fault.Rate;
        }

        public int Next(int limit)
        {
            lock (_lock)
                return _random.Next(limit);
        }
    }
}
