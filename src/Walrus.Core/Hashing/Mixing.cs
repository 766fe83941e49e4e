using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Walrus.Core.Hashing;

/// <summary>The mixing function G of BLAKE2b (RFC 7693, 3.1) on as many messages as <typeparamref name="TLanes"/> is wide.</summary>
internal static unsafe class Mixing<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    /// <summary>Four mixing functions G at once, on columns or on diagonals: they are independent, and so overlap in the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(
        ref TWord a0, ref TWord a1, ref TWord a2, ref TWord a3, ref TWord b0, ref TWord b1, ref TWord b2, ref TWord b3,
        ref TWord c0, ref TWord c1, ref TWord c2, ref TWord c3, ref TWord d0, ref TWord d1, ref TWord d2, ref TWord d3,
        TWord* message, byte* schedule)
    {
        First(ref a0, ref b0, ref c0, ref d0, Word(message, schedule[0]));
        First(ref a1, ref b1, ref c1, ref d1, Word(message, schedule[2]));
        First(ref a2, ref b2, ref c2, ref d2, Word(message, schedule[4]));
        First(ref a3, ref b3, ref c3, ref d3, Word(message, schedule[6]));
        Second(ref a0, ref b0, ref c0, ref d0, Word(message, schedule[1]));
        Second(ref a1, ref b1, ref c1, ref d1, Word(message, schedule[3]));
        Second(ref a2, ref b2, ref c2, ref d2, Word(message, schedule[5]));
        Second(ref a3, ref b3, ref c3, ref d3, Word(message, schedule[7]));
    }

    /// <summary>The first half of G. Sums are at hand in locals, whether the words are in registers or in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void First(ref TWord a, ref TWord b, ref TWord c, ref TWord d, TWord word)
    {
        TWord sum = TLanes.Add(TLanes.Add(a, word), b);
        a = sum;
        TWord turned = TLanes.Rotate32(TLanes.Xor(d, sum));
        d = turned;
        sum = TLanes.Add(c, turned);
        c = sum;
        b = TLanes.Rotate24(TLanes.Xor(b, sum));
    }

    /// <summary>The second half of G.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Second(ref TWord a, ref TWord b, ref TWord c, ref TWord d, TWord word)
    {
        TWord sum = TLanes.Add(TLanes.Add(a, word), b);
        a = sum;
        TWord turned = TLanes.Rotate16(TLanes.Xor(d, sum));
        d = turned;
        sum = TLanes.Add(c, turned);
        c = sum;
        b = TLanes.Rotate63(TLanes.Xor(b, sum));
    }

    /// <summary>The message word whose place in a single message is <paramref name="byteOffset"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Word(TWord* message, byte byteOffset) => *(TWord*)((byte*)message + (nint)byteOffset * TLanes.Count);

    /// <summary>A word of the chaining value after the rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord Fold(TWord chaining, TWord first, TWord second) => TLanes.Xor(TLanes.Xor(chaining, first), second);

    /// <summary>Constant data lies in the program's image and never moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Pointer(ReadOnlySpan<byte> constants) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(constants));
}
