using System.Globalization;
using System.Text.Json;

namespace Walrus.Benchmarks.Network;

/// <summary>
/// <c>network [--folder DIR] [--blobs N] [--in-flight K] [--rounds R] [--json]</c>: a whole network on one machine, ten nodes and 100
/// shards in one server process, stores on disk. Stores of 20 MB blobs beside the same slivers put into ten sliver stores and
/// written to ten plain files, in turns, and what the codec alone allows; then stores of smaller sizes, and reads of three sizes, with all nodes and with as many down as the network bears.
/// </summary>
internal sealed class NetworkBenchmark(NetworkBenchmarkOptions options)
{
    private const int Nodes = 10;
    private const int Shards = 100;
    private const int NodesDown = 3;
    private const int Large = 20_000_000;
    private const int Small = 500_000;

    // Size, requests in flight together, single requests.
    private static readonly (int Size, int Together, int Singles)[] Stores = [(1000, 400, 100), (64 << 10, 400, 100), (1 << 20, 200, 50)];
    private static readonly (int Size, int Together, int Singles)[] Reads = [(64 << 10, 400, 300), (1 << 20, 200, 200), (Large, 40, 100)];

    private readonly List<StoreFigures> _stores = [];
    private readonly List<RequestFigures> _small = [];
    private readonly List<RequestFigures> _reads = [];

    public static async Task<int> RunAsync(string[] args)
    {
        NetworkBenchmarkOptions options = NetworkBenchmarkOptions.Parse(args);
        string folder = options.Folder is { } given ? Directory.CreateDirectory(given).FullName : Directory.CreateTempSubdirectory("walrus-network-").FullName;
        string data = Path.Combine(folder, "data");
        try
        {
            await new NetworkBenchmark(options).RunAsync(folder, data);
            return 0;
        }
        finally
        {
            // A folder that was given may hold more than this.
            string own = options.Folder is null ? folder : data;
            if (Directory.Exists(own))
                Directory.Delete(own, recursive: true);
        }
    }

    private async Task RunAsync(string folder, string data)
    {
        ExpandedBlob expanded = new(Nodes, Shards, Large);
        CodecFigures codec = CodecFloor.Measure(Shards, Large);
        Say($"codec alone: {codec.Encode.TotalSeconds:F3} s of processor time to encode a blob, {codec.Verify.TotalSeconds:F3} s to verify its slivers; all processors: {codec.BlobsPerSecond * expanded.Length / 1e6:F0} MB/s of slivers");
        await using ServerUnderTest server = await ServerUnderTest.StartAsync(data, Nodes, Shards);
        Say($"{Nodes} nodes, {Shards} shards, blobs of {Large / 1e6:F0} MB, {options.InFlight} in flight; server process {server.ProcessId}, {folder}");
        BlobLoad large = new(server.Gateway, Large);
        await StoreRoundsAsync(
            server,
            large,
            new Baseline(Path.Combine(folder, "stores"), expanded, LoneStore.OpenAsync),
            new Baseline(Path.Combine(folder, "plain"), expanded, PlainFile.OpenAsync));
        if (options.Reads)
            await ReadAllAsync(server, [large, .. await StoreSmallAsync(server)]);
        if (options.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { codec, stores = _stores, small = _small, reads = _reads }, JsonSerializerOptions.Web));
    }

    private async Task StoreRoundsAsync(ServerUnderTest server, BlobLoad large, Baseline stores, Baseline disk)
    {
        // Small blobs take as many slivers as large ones: they have the code compiled at less expense.
        await new BlobLoad(server.Gateway, Small).StoreAsync(options.WarmUp * 20, options.InFlight);
        await large.StoreAsync(options.WarmUp, options.InFlight);
        await stores.RunAsync(options.InFlight, options.InFlight);
        await disk.RunAsync(options.InFlight, options.InFlight);
        Say($"\nstore    blobs MB/s   segments MB/s   stores alone MB/s   disk MB/s   disk/stores   disk/segments   CPU s/blob   cores");
        // In turn, so that what else the machine does meets all alike.
        for (int round = 0; round < options.Rounds; round++)
        {
            long before = server.SegmentBytes();
            ServerCost cost = await server.MeasureAsync(() => large.StoreAsync(options.Blobs, options.InFlight));
            long written = server.SegmentBytes() - before;
            TimeSpan alone = await stores.RunAsync(options.Blobs, options.InFlight);
            TimeSpan plain = await disk.RunAsync(options.Blobs, options.InFlight);
            StoreFigures figures = new(options.Blobs, (long)options.Blobs * Large, written, cost, disk.BlobBytes * options.Blobs, alone, plain);
            _stores.Add(figures);
            Say($"round {round + 1}  {figures.BlobRate,10:F1} {figures.SegmentRate,15:F0} {figures.StoreRate,19:F0} {figures.DiskRate,11:F0} {figures.StoreRatio,13:F2} {figures.Ratio,15:F2} {figures.CpuPerBlob,12:F2} {cost.Cores,7:F2}");
        }
    }

    private async Task<List<BlobLoad>> StoreSmallAsync(ServerUnderTest server)
    {
        List<BlobLoad> loads = [];
        Say($"\nstore            blobs/s, {options.InFlight} in flight   CPU ms   single p50 ms   p99 ms");
        foreach ((int size, int together, int singles) in Stores)
        {
            BlobLoad load = new(server.Gateway, size);
            loads.Add(load);
            RequestFigures figures = await MeasureAsync(server, load, load.StoreAsync, nodesDown: 0, together, singles);
            _small.Add(figures);
            Say($"{size,9} B {figures.BlobsPerSecond,25:F1} {figures.CpuMs,8:F1} {figures.MedianMs,15:F1} {figures.P99Ms,8:F1}");
        }
        return loads;
    }

    private async Task ReadAllAsync(ServerUnderTest server, List<BlobLoad> loads)
    {
        Say($"\nread        down   MB/s, {options.InFlight} in flight   CPU ms   single p50 ms   p99 ms   peak RSS MB");
        await ReadAllAsync(server, loads, nodesDown: 0);
        for (int node = 0; node < NodesDown; node++)
            await server.SwitchAsync(Nodes - 1 - node, "stop");
        await ReadAllAsync(server, loads, NodesDown);
    }

    private async Task ReadAllAsync(ServerUnderTest server, List<BlobLoad> loads, int nodesDown)
    {
        foreach ((int size, int together, int singles) in Reads)
        {
            BlobLoad load = loads.Single(load => load.Size == size);
            // Until the code of reads is compiled for what it does.
            await load.ReadAsync(2 * together, options.InFlight);
            RequestFigures figures = await MeasureAsync(server, load, load.ReadAsync, nodesDown, together, singles);
            _reads.Add(figures);
            Say($"{size,9} B {nodesDown,5} {figures.Rate,19:F1} {figures.CpuMs,8:F1} {figures.MedianMs,15:F1} {figures.P99Ms,8:F1} {figures.PeakMemory >> 20,13}");
        }
    }

    private async Task<RequestFigures> MeasureAsync(
        ServerUnderTest server, BlobLoad load, Func<int, int, Task<TimeSpan[]>> request, int nodesDown, int together, int singles)
    {
        server.ResetPeakMemory();
        ServerCost cost = await server.MeasureAsync(() => request(together, options.InFlight));
        TimeSpan[] times = await request(singles, 1);
        Array.Sort(times);
        return new RequestFigures(load.Size, nodesDown, together, cost, times, server.PeakMemory());
    }

    private void Say(FormattableString line)
    {
        if (!options.Json)
            Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
