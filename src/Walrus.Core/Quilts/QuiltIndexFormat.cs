using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Quilts;

/// <summary>The stream of bytes at the beginning of a quilt: version, length and index (data plane 12.2).</summary>
internal static class QuiltIndexFormat
{
    /// <summary>Version and length.</summary>
    public const int PrefixSize = 1 + sizeof(uint);

    private const byte Version1 = 1;

    // The end of a patch, an empty identifier and no tags.
    private const int MinPatchBytes = sizeof(ushort) + 2;

    /// <summary>The whole stream.</summary>
    public static byte[] ToBytes(IReadOnlyCollection<QuiltPatch> patches)
    {
        BcsWriter writer = new();
        writer.Vector(patches, static (w, patch) =>
        {
            w.U16(patch.Columns.End.Value);
            w.String(patch.Identifier);
            w.Value(patch.Tags);
        });
        byte[] stream = new byte[PrefixSize + writer.Written.Length];
        stream[0] = Version1;
        BinaryPrimitives.WriteUInt32LittleEndian(stream.AsSpan(1), (uint)writer.Written.Length);
        writer.Written.Span.CopyTo(stream.AsSpan(PrefixSize));
        return stream;
    }

    /// <summary>Bytes of the whole stream, from its beginning.</summary>
    /// <exception cref="InvalidQuiltException">This is no quilt of version 1, or its index is longer than an index may be.</exception>
    public static int SizeFrom(ReadOnlySpan<byte> start, QuiltGeometry geometry)
    {
        if (start.Length < PrefixSize)
            throw new InvalidQuiltException("The blob is no quilt: its columns are too short.");
        if (start[0] != Version1)
            throw new InvalidQuiltException($"The blob is no quilt of version 1: it starts with {start[0]}.");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(start[1..]);
        long limit = (long)Math.Min(QuiltGeometry.MaxIndexColumns, geometry.Columns) * geometry.ColumnSize - PrefixSize;
        return length <= limit
            ? PrefixSize + (int)length
            : throw new InvalidQuiltException($"The index of the quilt claims {length} bytes; it can have {limit}.");
    }

    /// <summary>The patches that a whole stream names.</summary>
    /// <exception cref="InvalidQuiltException">The stream is damaged, or a patch lies where none can.</exception>
    public static ImmutableArray<QuiltPatch> Read(ReadOnlySpan<byte> stream, QuiltGeometry geometry)
    {
        (int End, string Identifier, QuiltTags Tags)[] entries = ReadEntries(stream[PrefixSize..]);
        QuiltPatch[] patches = new QuiltPatch[entries.Length];
        int start = geometry.ColumnsFor(stream.Length);
        for (int i = 0; i < patches.Length; i++)
        {
            (int end, string identifier, QuiltTags tags) = entries[i];
            if (end <= start || end > geometry.Columns)
                throw new InvalidQuiltException($"Patch {i} of the quilt cannot end at column {end}: it starts at {start}, and there are {geometry.Columns}.");
            patches[i] = new QuiltPatch(identifier, tags, new QuiltColumns(new SliverIndex(start), new SliverIndex(end)));
            start = end;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(patches);
    }

    private static (int End, string Identifier, QuiltTags Tags)[] ReadEntries(ReadOnlySpan<byte> index)
    {
        try
        {
            BcsReader reader = new(index);
            (int, string, QuiltTags)[] entries = reader.Vector(
                static (ref BcsReader r) => ((int)r.U16(), r.String(), QuiltTags.Read(ref r)), MinPatchBytes);
            reader.End();
            return entries;
        }
        catch (BcsException exception)
        {
            throw new InvalidQuiltException($"The index of the quilt is damaged: {exception.Message}", exception);
        }
    }
}
