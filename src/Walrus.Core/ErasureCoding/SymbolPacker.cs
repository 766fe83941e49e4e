using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Moves symbols between their wire form, blocks of low and high bytes (data plane 4.2), and planes. A slice of a symbol that starts
/// at a multiple of 64 bytes has the same form as a whole symbol.
/// </summary>
internal static unsafe class SymbolPacker
{
    private const int Block = 64;
    private const int HalfBlock = Block / 2;

    /// <summary>
    /// Writes the field values of <paramref name="count"/> symbols of <paramref name="size"/> bytes, <paramref name="stride"/> bytes
    /// apart, one after another to both planes. Nothing beyond is read or written.
    /// </summary>
    public static void Pack(byte* symbols, nint stride, int size, int count, byte* low, byte* high)
    {
        if (size == 2 && stride == 2)
        {
            PackPairs(symbols, count, low, high);
            return;
        }

        for (int i = 0; i < count; i++, symbols += stride, low += size / 2, high += size / 2)
            PackOne(symbols, size, low, high);
    }

    /// <summary>The reverse of <see cref="Pack"/>.</summary>
    public static void Unpack(byte* low, byte* high, byte* symbols, nint stride, int size, int count)
    {
        if (size == 2 && stride == 2)
        {
            UnpackPairs(low, high, symbols, count);
            return;
        }

        for (int i = 0; i < count; i++, symbols += stride, low += size / 2, high += size / 2)
            UnpackOne(low, high, symbols, size);
    }

    /// <summary>Asks the processor to bring bytes that will be packed soon to its second-level cache.</summary>
    public static void Prefetch(byte* symbols, int length)
    {
        if (!Sse.IsSupported)
            return;
        for (int i = 0; i < length; i += Block)
            Sse.Prefetch1(symbols + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PackOne(byte* symbol, int size, byte* low, byte* high)
    {
        for (; size >= Block; size -= Block, symbol += Block, low += HalfBlock, high += HalfBlock)
        {
            Vector256.Load(symbol).Store(low);
            Vector256.Load(symbol + HalfBlock).Store(high);
        }

        int half = size / 2;
        Copy(symbol, low, half);
        Copy(symbol + half, high, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UnpackOne(byte* low, byte* high, byte* symbol, int size)
    {
        for (; size >= Block; size -= Block, symbol += Block, low += HalfBlock, high += HalfBlock)
        {
            Vector256.Load(low).Store(symbol);
            Vector256.Load(high).Store(symbol + HalfBlock);
        }

        int half = size / 2;
        Copy(low, symbol, half);
        Copy(high, symbol + half, half);
    }

    /// <summary>Copies up to 31 bytes exactly: two overlapping moves of the largest power of two that fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* source, byte* target, int length)
    {
        if (length >= 16)
        {
            Vector128<byte> end = Vector128.Load(source + length - 16);
            Vector128.Load(source).Store(target);
            end.Store(target + length - 16);
        }
        else if (length >= 8)
        {
            ulong end = Unsafe.ReadUnaligned<ulong>(source + length - 8);
            Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<ulong>(source));
            Unsafe.WriteUnaligned(target + length - 8, end);
        }
        else if (length >= 4)
        {
            uint end = Unsafe.ReadUnaligned<uint>(source + length - 4);
            Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<uint>(source));
            Unsafe.WriteUnaligned(target + length - 4, end);
        }
        else if (length >= 2)
        {
            ushort end = Unsafe.ReadUnaligned<ushort>(source + length - 2);
            Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<ushort>(source));
            Unsafe.WriteUnaligned(target + length - 2, end);
        }
        else if (length == 1)
        {
            *target = *source;
        }
    }

    private static void PackPairs(byte* pairs, int count, byte* low, byte* high)
    {
        int i = 0;
        for (; i + 32 <= count; i += 32)
        {
            Vector256<ushort> first = Vector256.Load((ushort*)(pairs + 2 * i)), second = Vector256.Load((ushort*)(pairs + 2 * i + 32));
            Vector256<ushort> mask = Vector256.Create((ushort)0xff);
            Vector256.Narrow(first & mask, second & mask).Store(low + i);
            Vector256.Narrow(first >>> 8, second >>> 8).Store(high + i);
        }

        for (; i < count; i++)
        {
            low[i] = pairs[2 * i];
            high[i] = pairs[2 * i + 1];
        }
    }

    private static void UnpackPairs(byte* low, byte* high, byte* pairs, int count)
    {
        int i = 0;
        for (; i + 32 <= count; i += 32)
        {
            (Vector256<ushort> lowFirst, Vector256<ushort> lowSecond) = Vector256.Widen(Vector256.Load(low + i));
            (Vector256<ushort> highFirst, Vector256<ushort> highSecond) = Vector256.Widen(Vector256.Load(high + i));
            (lowFirst | highFirst << 8).Store((ushort*)(pairs + 2 * i));
            (lowSecond | highSecond << 8).Store((ushort*)(pairs + 2 * i + 32));
        }

        for (; i < count; i++)
        {
            pairs[2 * i] = low[i];
            pairs[2 * i + 1] = high[i];
        }
    }
}
