using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Walrus.Hosting;

/// <summary>
/// Gives up processes that are certainly gone (rulings 23). The system of a machine that lives refuses connections to a port on which nobody
/// listens any more; a process that is merely slow, however slow, does not. So death is declared soon, and never of the living; a machine
/// that does not answer at all is left to the cluster's own probes, which can be patient.
/// </summary>
internal sealed partial class FallenSilos(
    IClusterMembershipService membership, ILocalSiloDetails self, TimeProvider time, ILogger<FallenSilos> logger) : BackgroundService
{
    /// <summary>Each process looks at so many that follow it in the ring of addresses: that many neighbours may fall at once.</summary>
    private const int Watched = 3;
    private const int RefusalsForDeath = 3;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<SiloAddress, int> _refusals = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer tick = new(Period, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The table of members may not answer for a moment; the next look comes soon.
                Log.Failed(logger, failure);
            }
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        IReadOnlyList<SiloAddress> next = Successors(
            self.SiloAddress, membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active).Select(static member => member.SiloAddress), Watched);
        foreach (SiloAddress gone in _refusals.Keys.Except(next).ToList())
            _refusals.Remove(gone);
        bool[] refused = await Task.WhenAll(next.Select(silo => RefusesAsync(silo, stop)));
        foreach ((SiloAddress silo, bool refuses) in next.Zip(refused))
        {
            int count = refuses ? _refusals.GetValueOrDefault(silo) + 1 : 0;
            _refusals[silo] = count;
            if (count < RefusalsForDeath)
                continue;
            Log.Fallen(logger, silo);
            await membership.TryKill(silo);
        }
    }

    /// <summary>Those that follow <paramref name="self"/> in the ring of addresses, at most <paramref name="count"/>.</summary>
    internal static IReadOnlyList<SiloAddress> Successors(SiloAddress self, IEnumerable<SiloAddress> silos, int count)
    {
        SiloAddress[] others = [.. silos.Where(silo => !silo.Equals(self)).Order()];
        int first = Array.FindIndex(others, silo => silo.CompareTo(self) > 0);
        return [.. others[Math.Max(first, 0)..].Concat(others[..Math.Max(first, 0)]).Take(count)];
    }

    private async Task<bool> RefusesAsync(SiloAddress silo, CancellationToken stop)
    {
        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        using Socket socket = new(silo.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(silo.Endpoint, either.Token);
            return false;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Nobody listens at {Silo} any more: its process is given up.")]
        public static partial void Fallen(ILogger logger, SiloAddress silo);

        [LoggerMessage(2, LogLevel.Warning, "Looking after other processes failed.")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
