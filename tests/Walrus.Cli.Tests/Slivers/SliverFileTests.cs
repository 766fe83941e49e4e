using Walrus.Cli.Slivers;
using Walrus.Cli.Tests.Support;

namespace Walrus.Cli.Tests.Slivers;

public sealed class SliverFileTests
{
    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(2, 1000)]
    [InlineData(3, 17_000)]
    [InlineData(4, 40_000)]
    public void Pieces_in_any_order_make_the_sliver(int seed, int largest)
    {
        const int Start = 3;
        Random random = new(seed);
        byte[] data = new byte[300_000];
        random.NextBytes(data);
        List<(int Offset, int Length)> pieces = [];
        for (int offset = 0, length; offset < data.Length; offset += length)
        {
            length = Math.Min(random.Next(1, largest), data.Length - offset);
            pieces.Add((offset, length));
        }

        // Runs of neighbouring pieces from several stretches at a time, as threads write them.
        (int Offset, int Length)[] order = [.. pieces.Chunk(5).OrderBy(_ => random.Next(0, 8)).SelectMany(chunk => chunk)];
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "sliver");
        using (SliverFile file = new(File.OpenHandle(path, FileMode.Create, FileAccess.Write), Start))
        {
            Parallel.ForEach(order, piece => file.Write(piece.Offset, data.AsSpan(piece.Offset, piece.Length)));
            file.Complete();
        }

        Assert.Equal([0, 0, 0, .. data], File.ReadAllBytes(path));
    }
}
