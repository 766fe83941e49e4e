using System.Runtime.InteropServices;
using Walrus.Core.Encoding;

namespace Walrus.Core.Tests.Encoding;

public sealed unsafe class StreamingCopyTests
{
    private const int Line = 64;

    [Fact]
    public void Copies_exactly_at_any_alignment()
    {
        byte[] bytes = new byte[2048];
        new Random(1).NextBytes(bytes);
        byte* memory = (byte*)NativeMemory.AlignedAlloc(4096, Line);
        try
        {
            Span<byte> target = new(memory, 4096);
            foreach (int length in new[] { 0, 1, 63, 64, 255, 256, 257, 319, 320, 383, 1000, 1024, 1999 })
            {
                for (int offset = 0; offset <= Line; offset++)
                {
                    ReadOnlySpan<byte> source = bytes.AsSpan(offset % 7, length);
                    target.Fill(0xaa);
                    StreamingCopy.Copy(source, target[(Line + offset)..]);
                    StreamingCopy.Complete();
                    Assert.True(source.SequenceEqual(target.Slice(Line + offset, length)), $"{length} bytes to {offset}");
                    Assert.Equal(-1, target[..(Line + offset)].IndexOfAnyExcept((byte)0xaa));
                    Assert.Equal(-1, target[(Line + offset + length)..].IndexOfAnyExcept((byte)0xaa));
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Fact]
    public void A_target_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StreamingCopy.Copy(new byte[1000], new byte[999]));
}
