using System.Text.Json;
using CsCheck;
using Walrus.Cli.Tests.Support;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Cli.Tests.Slivers;

public sealed class DecodeCommandTests
{
    [Fact]
    public void Any_slivers_of_one_axis_that_are_enough_give_the_blob() =>
        Gen.Select(Gen.Int[4, 16], Gen.Byte.Array[0, 3000], Gen.Bool, Gen.UInt).Sample(
            (shards, bytes, primary, seed) =>
            {
                using EncodedFolder folder = new(shards, bytes);
                Axis axis = primary ? Axis.Primary : Axis.Secondary;
                folder.DeleteAll(axis.Orthogonal());
                folder.DeleteSome(axis, shards - folder.Required(axis), new Random((int)seed));
                JsonElement json = folder.Decode("--json").Json();
                Assert.Equal(bytes, folder.Output);
                Assert.Equal(primary ? "primary" : "secondary", json.GetProperty("axis").GetString());
                Assert.Equal(folder.Required(axis), json.GetProperty("slivers_used").GetInt32());
            },
            iter: 30);

    [Fact]
    public void Damaged_slivers_are_refused_and_others_used()
    {
        byte[] bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
        using EncodedFolder folder = new(10, bytes);
        folder.Change("pair-0.primary.bcs", file => file[5] ^= 1);
        folder.Replace("pair-1.primary.bcs", file => file[..^1]);
        folder.Replace("pair-2.primary.bcs", _ => File.ReadAllBytes(folder.PathOf("pair-3.primary.bcs")));
        folder.Change("pair-4.primary.bcs", file => file[^4] ^= 2);
        CliRun run = folder.Decode("--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(bytes, folder.Output);
        string[] refused = ["pair-0.primary.bcs", "pair-1.primary.bcs", "pair-2.primary.bcs", "pair-4.primary.bcs"];
        Assert.Equal(refused, Refused(run).Order());
        Assert.All(refused, name => Assert.Contains($"Refused {name}: ", run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void With_too_few_of_each_axis_it_names_what_is_missing()
    {
        using EncodedFolder folder = new(10, [1, 2, 3]);
        foreach (int pair in (int[])[0, 1, 2, 4, 5, 6, 7])
            File.Delete(folder.PathOf($"pair-{pair}.primary.bcs"));
        foreach (int pair in (int[])[0, 2, 3, 9])
            File.Delete(folder.PathOf($"pair-{pair}.secondary.bcs"));
        folder.Decode().AssertFails(
            1, "takes 4 primary or 7 secondary", "3 primary and 6 secondary", "primary slivers, by pair: 0-2, 4-7.", "secondary slivers, by pair: 0, 2-3, 9.",
            "Add 1 more primary slivers, or 1 more secondary ones.");
        folder.AssertNoOutput();
    }

    [Fact]
    public void Slivers_of_another_blob_do_not_count()
    {
        using EncodedFolder folder = new(7, [.. Enumerable.Repeat((byte)1, 30)]), other = new(7, [.. Enumerable.Repeat((byte)2, 30)]);
        File.Copy(other.PathOf("metadata.bcs"), folder.PathOf("metadata.bcs"), overwrite: true);
        folder.Decode().AssertFails(1, "0 primary and 0 secondary", "its data do not match the metadata");
        folder.AssertNoOutput();
    }

    [Fact]
    public void Other_shards_than_those_of_the_blob_are_named()
    {
        using EncodedFolder folder = new(10, [1]);
        CliRun.Of("decode", folder.Path, "--n-shards", "7", "--out", folder.OutputPath).AssertFails(1, "for 10 shards, not for 7", "Use --n-shards 10.");
    }

    [Fact]
    public void Metadata_are_needed_and_checked()
    {
        using EncodedFolder folder = new(10, [1]);
        folder.Replace("metadata.bcs", file => [.. file, 0]);
        folder.Decode().AssertFails(1, "1 bytes follow");
        folder.Replace("metadata.bcs", _ => new byte[1_000_000]);
        folder.Decode().AssertFails(1, "no metadata are that long");
        folder.Replace("metadata.bcs", _ => []);
        folder.Decode().AssertFails(1, "truncated");
        File.Delete(folder.PathOf("metadata.bcs"));
        folder.Decode().AssertFails(1, "has no metadata.bcs");
        CliRun.Of("decode", folder.PathOf("nowhere"), "--n-shards", "10", "--out", folder.OutputPath).AssertFails(1, "There is no folder");
    }

    [Fact]
    public void Metadata_are_fuzzed_without_a_crash() =>
        Gen.Select(Gen.Int[0, 700], Gen.Byte, Gen.Int[0, 20]).Array[1, 5].Sample(
            changes =>
            {
                using EncodedFolder folder = new(10, [1, 2, 3]);
                folder.Replace("metadata.bcs", file => Distort(file, changes));
                CliRun run = folder.Decode();
                Assert.Contains(run.ExitCode, (int[])[0, 1]);
            },
            iter: 40);

    [Fact]
    public void A_file_in_the_way_is_replaced_only_by_a_blob()
    {
        using EncodedFolder folder = new(10, [1, 2, 3]);
        File.WriteAllBytes(folder.OutputPath, [9]);
        File.Move(folder.PathOf("metadata.bcs"), folder.PathOf("aside"));
        folder.Decode().AssertFails(1);
        Assert.Equal([9], folder.Output);
        File.Move(folder.PathOf("aside"), folder.PathOf("metadata.bcs"));
        folder.Decode().AssertDone();
        Assert.Equal([1, 2, 3], folder.Output);
    }

    [Fact]
    public void Devices_and_folders_are_not_replaced()
    {
        using EncodedFolder folder = new(10, [1, 2, 3]);
        CliRun.Of("decode", folder.Path, "--n-shards", "10", "--out", folder.Path).AssertFails(1, "is a folder");
        CliRun.Of("decode", folder.Path, "--n-shards", "10", "--out", folder.PathOf("no/where")).AssertFails(1, "There is no folder for");
        if (!OperatingSystem.IsWindows())
            CliRun.Of("decode", folder.Path, "--n-shards", "10", "--out", "/dev/null").AssertFails(1, "no plain file");
    }

    [Fact]
    public void Json_has_its_fields()
    {
        using EncodedFolder folder = new(10, [1, 2, 3]);
        JsonElement json = folder.Decode("--json").Json();
        Assert.Equal(
            ["blob_id", "unencoded_length", "symbol_size", "axis", "slivers_used", "slivers_refused", "out"],
            json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(3, json.GetProperty("unencoded_length").GetInt64());
        Assert.Equal(folder.OutputPath, json.GetProperty("out").GetString());
        Assert.Equal(0, json.GetProperty("slivers_refused").GetArrayLength());
    }

    private static IEnumerable<string?> Refused(CliRun run) =>
        JsonDocument.Parse(run.Out).RootElement.GetProperty("slivers_refused").EnumerateArray().Select(name => name.GetString());

    private static byte[] Distort(byte[] file, (int Place, byte Value, int Cut)[] changes)
    {
        List<byte> bytes = [.. file];
        foreach ((int place, byte value, int cut) in changes)
        {
            if (place >= bytes.Count)
                bytes.RemoveRange(Math.Max(0, bytes.Count - cut), Math.Min(cut, bytes.Count));
            else
                bytes[place] = value;
        }

        return [.. bytes];
    }

    /// <summary>A blob that was encoded to a folder.</summary>
    private sealed class EncodedFolder : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly RedStuffParameters _parameters;

        public EncodedFolder(int shards, byte[] bytes)
        {
            _parameters = new RedStuffParameters(shards);
            CliRun.Of("encode", _folder.Write("blob", bytes), "--n-shards", $"{shards}", "--out", Path).AssertDone();
        }

        public string Path => _folder.Of("slivers");

        public string OutputPath => _folder.Of("out");

        public byte[] Output => File.ReadAllBytes(OutputPath);

        public int Required(Axis axis) => _parameters.SymbolsPerSliver(axis.Orthogonal());

        public string PathOf(string name) => System.IO.Path.Combine(Path, name);

        public CliRun Decode(params string[] options) =>
            CliRun.Of(["decode", Path, "--n-shards", $"{_parameters.Shards}", "--out", OutputPath, .. options]);

        public void DeleteAll(Axis axis) => DeleteSome(axis, _parameters.Shards, new Random(0));

        public void DeleteSome(Axis axis, int count, Random random)
        {
            int[] pairs = [.. Enumerable.Range(0, _parameters.Shards)];
            random.Shuffle(pairs);
            foreach (int pair in pairs.Take(count))
                File.Delete(PathOf($"pair-{pair}.{(axis == Axis.Primary ? "primary" : "secondary")}.bcs"));
        }

        public void Change(string name, Action<byte[]> change) => Replace(name, file =>
        {
            change(file);
            return file;
        });

        public void Replace(string name, Func<byte[], byte[]> change) => File.WriteAllBytes(PathOf(name), change(File.ReadAllBytes(PathOf(name))));

        /// <summary>Nothing stands where the blob would, nor beside it.</summary>
        public void AssertNoOutput() => Assert.Equal(["blob"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName));

        /// <inheritdoc/>
        public void Dispose() => _folder.Dispose();
    }
}
