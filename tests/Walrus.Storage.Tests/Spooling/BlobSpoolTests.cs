using Walrus.Storage.Spooling;

namespace Walrus.Storage.Tests.Spooling;

public sealed class BlobSpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_folder.Path, "spool");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1000)]
    [InlineData(700_000, 700_000)]
    [InlineData(700_000, 300_000)]
    [InlineData(5_000_000, 6_000_000)]
    public async Task What_came_in_pieces_is_read_at_any_place(int length, int memoryThreshold)
    {
        byte[] expected = Bytes.Random(length, length);
        await using BlobSpool spool = new(Place, memoryThreshold);
        Random random = new(length);
        for (int written = 0; written < length;)
        {
            int piece = Math.Min(random.Next(1, 100_000), length - written);
            await spool.WriteAsync(expected.AsMemory(written, piece), Cancel);
            written += piece;
        }

        Assert.Equal(length, spool.Length);
        for (int look = 0; look < 100; look++)
        {
            int start = random.Next(length + 1);
            byte[] read = new byte[random.Next(length - start + 1)];
            spool.Read(start, read);
            Assert.Equal(expected[start..(start + read.Length)], read);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => spool.Read(1, new byte[length]));
    }

    [Fact]
    public async Task A_file_is_made_only_for_what_exceeds_the_threshold_and_goes_with_the_spool()
    {
        await using (BlobSpool spool = new(Place, memoryThreshold: 10))
        {
            await spool.WriteAsync(new byte[10], Cancel);
            Assert.False(Directory.Exists(Place));
            await spool.WriteAsync(new byte[1], Cancel);
            Assert.Single(Directory.GetFiles(Place));
        }

        Assert.Empty(Directory.GetFiles(Place));
    }
}
