using System.Buffers.Binary;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;

namespace Walrus.Core.Quilts;

/// <summary>The stream of bytes of one patch: header, identifier, tags and contents (data plane 12.2).</summary>
internal static class QuiltPatchFormat
{
    /// <summary>Version, length and flags.</summary>
    public const int HeaderSize = 1 + sizeof(uint) + 1;

    private const byte Version1 = 1;
    private const byte HasTags = 1;

    /// <summary>Everything before the contents.</summary>
    /// <exception cref="QuiltRefusedException">The patch is longer than its length field can say.</exception>
    public static byte[] Prefix(QuiltInput input)
    {
        BcsWriter writer = new();
        writer.Fixed(stackalloc byte[HeaderSize]);
        WritePart(writer, static (w, i) => w.String(i.Identifier), input);
        if (input.Tags.Count > 0)
            WritePart(writer, static (w, i) => w.Value(i.Tags), input);
        byte[] prefix = writer.ToArray();
        long length = prefix.Length - HeaderSize + input.Contents.Length;
        if (length > uint.MaxValue)
            throw new QuiltRefusedException(QuiltRefusal.PatchTooLarge, $"The patch '{input.Identifier}' takes {length} bytes, more than {uint.MaxValue}.");
        prefix[0] = Version1;
        BinaryPrimitives.WriteUInt32LittleEndian(prefix.AsSpan(1), (uint)length);
        prefix[HeaderSize - 1] = input.Tags.Count > 0 ? HasTags : (byte)0;
        return prefix;
    }

    /// <summary>The patch that a stream holds.</summary>
    /// <exception cref="InvalidQuiltException">The stream holds no patch of version 1.</exception>
    public static QuiltPatchData Read(IBlobSource stream)
    {
        ReadOnlySpan<byte> header = Slice(stream, 0, HeaderSize, stream.Length);
        if (header[0] != Version1)
            throw new InvalidQuiltException($"The patch is not of version 1: it starts with {header[0]}.");
        byte flags = header[HeaderSize - 1];
        if ((flags & ~HasTags) != 0)
            throw new InvalidQuiltException($"The patch has flags that version 1 does not know: {flags}.");
        long end = HeaderSize + (long)BinaryPrimitives.ReadUInt32LittleEndian(header[1..]);
        if (end > stream.Length)
            throw new InvalidQuiltException($"The patch claims {end} bytes; its columns have {stream.Length}.");
        long position = HeaderSize;
        ReadOnlySpan<byte> identifier = ReadPart(stream, ref position, end);
        ReadOnlySpan<byte> tags = (flags & HasTags) != 0 ? ReadPart(stream, ref position, end) : [0];
        return new QuiltPatchData(
            Decode(identifier, static (ref BcsReader r) => r.String()),
            Decode(tags, static (ref BcsReader r) => QuiltTags.Read(ref r)),
            new BlobSlice(stream, position, end - position));
    }

    private static void WritePart(BcsWriter writer, Action<BcsWriter, QuiltInput> write, QuiltInput input)
    {
        BcsWriter part = new();
        write(part, input);
        writer.U16((ushort)part.Written.Length);
        writer.Fixed(part.Written.Span);
    }

    private static ReadOnlySpan<byte> ReadPart(IBlobSource stream, ref long position, long end)
    {
        int size = BinaryPrimitives.ReadUInt16LittleEndian(Slice(stream, position, sizeof(ushort), end));
        byte[] part = Slice(stream, position + sizeof(ushort), size, end);
        position += sizeof(ushort) + size;
        return part;
    }

    private static byte[] Slice(IBlobSource stream, long position, int size, long end)
    {
        if (position + size > end)
            throw new InvalidQuiltException($"The patch ends at byte {end}, within what stands before its contents.");
        byte[] bytes = new byte[size];
        stream.Read(position, bytes);
        return bytes;
    }

    private static T Decode<T>(ReadOnlySpan<byte> part, BcsReader.ElementReader<T> read)
    {
        try
        {
            BcsReader reader = new(part);
            T value = read(ref reader);
            reader.End();
            return value;
        }
        catch (BcsException exception)
        {
            throw new InvalidQuiltException($"The patch is damaged: {exception.Message}", exception);
        }
    }
}
