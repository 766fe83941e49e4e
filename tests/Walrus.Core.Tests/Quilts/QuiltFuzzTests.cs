using CsCheck;
using Walrus.Core.Encoding;
using Walrus.Core.Quilts;
using Walrus.Core.Slivers;

namespace Walrus.Core.Tests.Quilts;

public sealed class QuiltFuzzTests
{
    // Strings of two bytes a character, and tags of sixteen bytes for every two: what a hostile byte may cost at most.
    private const int BytesPerByte = 40;
    private const int Overhead = 20_000;

    private static readonly EncodedQuilt Honest = new(10, Quilt.Build(new(10),
    [
        new("one", new MemoryBlobSource(new byte[90]), new QuiltTags([new("key", "value"), new("other key", "other value")])),
        new("two", new MemoryBlobSource(new byte[10])),
        new("three", new MemoryBlobSource(new byte[50]), new QuiltTags([new("key", "value")])),
    ]));

    private static readonly Gen<(int Place, byte Value)[]> Changes = Gen.Select(Gen.Int[0, 150], Gen.Byte).Array[1, 6];

    [Fact]
    public void A_damaged_index_is_refused_or_read() => Changes.Sample(changes =>
    {
        Sliver[] columns = Distort(0, 5, changes);
        AssertBounded(5 * columns[0].Data.Length, () =>
        {
            Honest.Reader.CountIndexColumns(columns[0]);
            foreach (QuiltPatch patch in Honest.Reader.ReadIndex(columns).Patches)
                Honest.Reader.RequirePlace(patch.Columns);
        });
    });

    [Fact]
    public void A_damaged_patch_is_refused_or_read() => Gen.Select(Gen.Int[0, 2], Changes).Sample((which, changes) =>
    {
        QuiltColumns columns = Honest.ReadIndex().Patches[which].Columns;
        Sliver[] slivers = Distort(columns.Start.Value, columns.Count, changes);
        AssertBounded(slivers.Length * slivers[0].Data.Length, () => Honest.Reader.ReadPatch(columns, slivers).ToArray());
    });

    [Fact]
    public void Any_bytes_are_refused_or_read() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        AssertBounded(bytes.Length, () => QuiltIndexFormat.Read([1, 0, 0, 0, 0, .. bytes], new QuiltGeometry(new(10), 20)));
        AssertBounded(bytes.Length, () => QuiltPatchFormat.Read(new MemoryBlobSource(bytes)).ToArray());
    });

    [Fact]
    public void A_count_is_no_reason_to_allocate()
    {
        byte[] index = [1, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x07, .. new byte[100]];
        AssertBounded(index.Length, () => QuiltIndexFormat.Read(index, new QuiltGeometry(new(10), 20)));
        byte[] patch = [1, 0xff, 0xff, 0, 0, 1, 1, 0, 0, 10, 0, 0xff, 0xff, 0xff, 0xff, 0x07, .. new byte[70_000]];
        AssertBounded(patch.Length, () => QuiltPatchFormat.Read(new MemoryBlobSource(patch)));
    }

    private static Sliver[] Distort(int start, int count, (int Place, byte Value)[] changes)
    {
        Sliver[] slivers = [.. Enumerable.Range(start, count).Select(Honest.Column)];
        byte[] bytes = [.. slivers.SelectMany(sliver => sliver.Data.ToArray())];
        foreach ((int place, byte value) in changes)
            bytes[place % bytes.Length] = value;
        int length = slivers[0].Data.Length;
        return [.. slivers.Select((sliver, i) => new Sliver(sliver.Axis, sliver.Index, sliver.SymbolSize, bytes.AsMemory(i * length, length)))];
    }

    private static void AssertBounded(int input, Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (InvalidQuiltException)
        {
            // What is refused costs no more than what is read.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)input * BytesPerByte + Overhead);
    }
}
