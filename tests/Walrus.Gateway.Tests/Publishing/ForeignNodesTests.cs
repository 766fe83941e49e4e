using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>Members of the committee that other clusters host are reached by HTTP only (rulings 24).</summary>
[Collection(GatewayCollection.Name)]
public sealed class ForeignNodesTests(GatewayFixture fixture)
{
    [Fact]
    public async Task A_node_that_no_silo_hosts_is_not_addressed_when_it_lags()
    {
        using ErrorLog log = new();
        fixture.Network.Services(0).GetRequiredService<ILoggerFactory>().AddProvider(log);
        TestPublisher publisher = new(fixture.Network) { AlsoLagging = ["far-0", "node-3"] };
        Assert.IsType<Gateway.Publishing.StoreOutcome.NewlyCreated>(await publisher.StoreAsync(GatewayFixture.Bytes(41, 2_000)));
        // What is sent without waiting for an answer has failed by the time that the next upload is done.
        await new TestPublisher(fixture.Network).StoreAsync(GatewayFixture.Bytes(42, 2_000));
        Assert.DoesNotContain(log.Lines, static line => line.Contains("far-0", StringComparison.Ordinal));
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() => Lines.Clear();
    }
}
