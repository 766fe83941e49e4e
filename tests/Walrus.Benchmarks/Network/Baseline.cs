using System.Diagnostics;

namespace Walrus.Benchmarks.Network;

/// <summary>The slivers of a number of blobs, written by all nodes without codec and network.</summary>
/// <param name="folder">Where to; must not exist, and is removed again.</param>
/// <param name="blob">What is written, over and over.</param>
/// <param name="open">Opens what a node writes to, in a folder of its own.</param>
internal sealed class Baseline(string folder, ExpandedBlob blob, Func<string, Task<INodeWriter>> open)
{
    /// <summary>Bytes written for one blob.</summary>
    public long BlobBytes => blob.Length;

    /// <summary>Writes so many blobs, so many at a time; how long the writing took.</summary>
    public async Task<TimeSpan> RunAsync(int blobs, int inFlight)
    {
        List<INodeWriter> nodes = [];
        try
        {
            for (int node = 0; node < blob.Nodes; node++)
                nodes.Add(await open(Path.Combine(folder, $"{node}")));
            long start = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, blobs, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (number, _) =>
                await Task.WhenAll(nodes.Select((node, index) => Task.Run(() => node.WriteAsync(number, blob.SliversOf(index))))));
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            foreach (INodeWriter node in nodes)
                await node.DisposeAsync();
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
