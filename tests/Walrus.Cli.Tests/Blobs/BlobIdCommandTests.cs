using System.Globalization;
using System.IO.Pipes;
using System.Text.Json;
using Walrus.Cli.Tests.Support;
using Walrus.Core.Tests.Vectors;

namespace Walrus.Cli.Tests.Blobs;

public sealed class BlobIdCommandTests
{
    [Fact]
    [Trait("Category", "Vectors")]
    public void Every_small_blob_has_the_known_id()
    {
        using TemporaryFolder folder = new();
        foreach (BlobCase blob in SmallVectors.All)
        {
            CliRun run = CliRun.Of("blob-id", folder.Write(blob), "--n-shards", blob.NShards.ToString(CultureInfo.InvariantCulture));
            run.AssertDone();
            Assert.True(blob.BlobId + Environment.NewLine == run.Out, $"{blob}: {run.Out}");
        }
    }

    [Fact]
    [Trait("Category", "Vectors")]
    public void Without_shards_it_is_the_id_on_the_public_networks()
    {
        using TemporaryFolder folder = new();
        BlobCase blob = SmallVectors.OfPublicNetwork;
        Assert.Equal(blob.BlobId, CliRun.Of("blob-id", folder.Write(blob)).Out.Trim());
    }

    [Fact]
    public void Json_has_the_official_fields()
    {
        using TemporaryFolder folder = new();
        BlobCase blob = SmallVectors.Full.First(blob => blob.Size > 0);
        string path = folder.Write(blob);
        JsonElement json = CliRun.Of("blob-id", path, "--json", "--n-shards", $"{blob.NShards}").Json();
        Assert.Equal(["blobId", "file", "unencodedLength", "encodingType"], json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(blob.BlobId, json.GetProperty("blobId").GetString());
        Assert.Equal(path, json.GetProperty("file").GetString());
        Assert.Equal(blob.Size, json.GetProperty("unencodedLength").GetInt64());
        Assert.Equal("RS2", json.GetProperty("encodingType").GetString());
    }

    [Fact]
    public void A_pipe_is_read_to_its_end()
    {
        // Windows has no names for the open files of a process.
        if (OperatingSystem.IsWindows())
            return;
        BlobCase blob = SmallVectors.Full.First(blob => blob.Size > 1000);
        AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        using FileStream reader = new($"/dev/fd/{pipe.GetClientHandleAsString()}", FileMode.Open, FileAccess.Read);
        pipe.Write(blob.Generator.Bytes(blob.Size));
        pipe.DisposeLocalCopyOfClientHandle();
        pipe.Dispose();
        CliRun run = CliRun.Of("blob-id", $"/dev/fd/{reader.SafeFileHandle.DangerousGetHandle()}", "--n-shards", $"{blob.NShards}");
        Assert.Equal(blob.BlobId, run.Out.Trim());
    }

    [Fact]
    public void A_file_whose_name_starts_with_at_is_a_file()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("@list", [1, 2, 3]);
        CliRun.Of("blob-id", path, "--n-shards", "4").AssertDone();
        CliRun.Of("blob-id", "@no-such-list", "--n-shards", "4").AssertFails(1, "'@no-such-list'");
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("blob-id", folder.Of("nothing")).AssertFails(1, "There is no file", "nothing", "Check the path");
        CliRun.Of("blob-id", folder.Of("no/where")).AssertFails(1, "There is no file");
        CliRun.Of("blob-id", folder.Path).AssertFails(1, "is a folder");
    }

    [Theory]
    [InlineData(393_205, "100 shards hold it: --n-shards 100")]
    [InlineData(200_000_000, "301 shards hold it: --n-shards 301")]
    [InlineData(2_000_000_000, "1000 shards hold it: --n-shards 1000")]
    [InlineData(14_600_000_000, "split it")]
    public void A_blob_that_is_too_large_is_told_how_many_shards_hold_it(long size, string advice)
    {
        using TemporaryFolder folder = new();
        string path = folder.Of("sparse");
        using (FileStream file = File.Create(path))
            file.SetLength(size);
        CliRun.Of("blob-id", path, "--n-shards", "4").AssertFails(1, $"{size} bytes", "393204", advice);
    }
}
