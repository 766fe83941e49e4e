using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Walrus.Core.Hashing.Blake2bConstants;

namespace Walrus.Core.Hashing;

/// <summary>
/// The compression function F of BLAKE2b (RFC 7693, 3.2) on as many messages as <typeparamref name="TLanes"/> is wide,
/// or on two such groups at once. The words of the working state are locals, so that they live in registers; the
/// message words are read from memory where they are added. The rounds are a loop, not spelled out: that costs
/// nothing at run time, keeps the code to a kilobyte and the compiler's work to a twelfth.
/// </summary>
/// <remarks>
/// A method that loops and has stack memory cannot be replaced while it runs, so the runtime compiles it optimized
/// at its first call instead of running it unoptimized, here fifty times slower, until its call count is up. All
/// that the loops of <see cref="WideHasher{TWord,TLanes}"/> run is compiled that way: a process hashes at full speed
/// from its first blob on.
/// </remarks>
internal static unsafe class Compression<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    /// <summary>Words of one group's chaining values.</summary>
    public const int StateWords = 8;

    /// <summary>Words of one group's message block.</summary>
    public const int MessageWords = 16;

    /// <summary>Chaining values before the first block: unkeyed digests of 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin(TWord* state)
    {
        state[0] = TLanes.Broadcast(Iv0 ^ ParameterWord);
        state[1] = TLanes.Broadcast(Iv1);
        state[2] = TLanes.Broadcast(Iv2);
        state[3] = TLanes.Broadcast(Iv3);
        state[4] = TLanes.Broadcast(Iv4);
        state[5] = TLanes.Broadcast(Iv5);
        state[6] = TLanes.Broadcast(Iv6);
        state[7] = TLanes.Broadcast(Iv7);
    }

    /// <summary>Works one block of every message of one or two groups into its chaining value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compress(int groups, TWord* state, TWord* message, ulong counter, bool isLast)
    {
        if (TLanes.GainsFromPairs && groups == 2)
            CompressTwo(state, message, counter, isLast);
        else
            Compress(state, message, counter, isLast);
    }

    /// <summary>Works one block of every message of a group into its chaining value.</summary>
    /// <param name="state">Eight words.</param>
    /// <param name="message">Sixteen words.</param>
    /// <param name="counter">Bytes of each message up to the end of this block.</param>
    /// <param name="isLast">Whether the block ends the messages.</param>
    public static void Compress(TWord* state, TWord* message, ulong counter, bool isLast)
    {
        ulong* final = stackalloc ulong[1];
        *final = isLast ? ulong.MaxValue : 0;
        TWord v0 = state[0], v1 = state[1], v2 = state[2], v3 = state[3];
        TWord v4 = state[4], v5 = state[5], v6 = state[6], v7 = state[7];
        TWord v8 = TLanes.Broadcast(Iv0), v9 = TLanes.Broadcast(Iv1), v10 = TLanes.Broadcast(Iv2), v11 = TLanes.Broadcast(Iv3);
        TWord v12 = TLanes.Broadcast(Iv4 ^ counter), v13 = TLanes.Broadcast(Iv5);
        TWord v14 = TLanes.Broadcast(Iv6 ^ *final), v15 = TLanes.Broadcast(Iv7);

        byte* schedule = Pointer(Schedule);
        for (byte* end = schedule + Schedule.Length; schedule != end; schedule += MessageWords)
        {
            Mix(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7,
                ref v8, ref v9, ref v10, ref v11, ref v12, ref v13, ref v14, ref v15, message, schedule);
            Mix(ref v0, ref v1, ref v2, ref v3, ref v5, ref v6, ref v7, ref v4,
                ref v10, ref v11, ref v8, ref v9, ref v15, ref v12, ref v13, ref v14, message, schedule + 8);
        }

        state[0] = Fold(state[0], v0, v8);
        state[1] = Fold(state[1], v1, v9);
        state[2] = Fold(state[2], v2, v10);
        state[3] = Fold(state[3], v3, v11);
        state[4] = Fold(state[4], v4, v12);
        state[5] = Fold(state[5], v5, v13);
        state[6] = Fold(state[6], v6, v14);
        state[7] = Fold(state[7], v7, v15);
    }

    /// <summary>
    /// The same for two groups, whose words follow one another. Each step of one group waits for the step before it;
    /// with a second group the processor has something to do meanwhile, and AVX-512 has registers for both.
    /// </summary>
    private static void CompressTwo(TWord* state, TWord* message, ulong counter, bool isLast)
    {
        ulong* final = stackalloc ulong[1];
        *final = isLast ? ulong.MaxValue : 0;
        TWord* message2 = message + MessageWords;
        TWord v0 = state[0], v1 = state[1], v2 = state[2], v3 = state[3];
        TWord v4 = state[4], v5 = state[5], v6 = state[6], v7 = state[7];
        TWord v8 = TLanes.Broadcast(Iv0), v9 = TLanes.Broadcast(Iv1), v10 = TLanes.Broadcast(Iv2), v11 = TLanes.Broadcast(Iv3);
        TWord v12 = TLanes.Broadcast(Iv4 ^ counter), v13 = TLanes.Broadcast(Iv5);
        TWord v14 = TLanes.Broadcast(Iv6 ^ *final), v15 = TLanes.Broadcast(Iv7);
        TWord w0 = state[8], w1 = state[9], w2 = state[10], w3 = state[11];
        TWord w4 = state[12], w5 = state[13], w6 = state[14], w7 = state[15];
        TWord w8 = TLanes.Broadcast(Iv0), w9 = TLanes.Broadcast(Iv1), w10 = TLanes.Broadcast(Iv2), w11 = TLanes.Broadcast(Iv3);
        TWord w12 = TLanes.Broadcast(Iv4 ^ counter), w13 = TLanes.Broadcast(Iv5);
        TWord w14 = TLanes.Broadcast(Iv6 ^ *final), w15 = TLanes.Broadcast(Iv7);

        byte* schedule = Pointer(Schedule);
        for (byte* end = schedule + Schedule.Length; schedule != end; schedule += MessageWords)
        {
            Mix(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7,
                ref v8, ref v9, ref v10, ref v11, ref v12, ref v13, ref v14, ref v15, message, schedule);
            Mix(ref w0, ref w1, ref w2, ref w3, ref w4, ref w5, ref w6, ref w7,
                ref w8, ref w9, ref w10, ref w11, ref w12, ref w13, ref w14, ref w15, message2, schedule);
            Mix(ref v0, ref v1, ref v2, ref v3, ref v5, ref v6, ref v7, ref v4,
                ref v10, ref v11, ref v8, ref v9, ref v15, ref v12, ref v13, ref v14, message, schedule + 8);
            Mix(ref w0, ref w1, ref w2, ref w3, ref w5, ref w6, ref w7, ref w4,
                ref w10, ref w11, ref w8, ref w9, ref w15, ref w12, ref w13, ref w14, message2, schedule + 8);
        }

        state[0] = Fold(state[0], v0, v8);
        state[1] = Fold(state[1], v1, v9);
        state[2] = Fold(state[2], v2, v10);
        state[3] = Fold(state[3], v3, v11);
        state[4] = Fold(state[4], v4, v12);
        state[5] = Fold(state[5], v5, v13);
        state[6] = Fold(state[6], v6, v14);
        state[7] = Fold(state[7], v7, v15);
        state[8] = Fold(state[8], w0, w8);
        state[9] = Fold(state[9], w1, w9);
        state[10] = Fold(state[10], w2, w10);
        state[11] = Fold(state[11], w3, w11);
        state[12] = Fold(state[12], w4, w12);
        state[13] = Fold(state[13], w5, w13);
        state[14] = Fold(state[14], w6, w14);
        state[15] = Fold(state[15], w7, w15);
    }

    /// <summary>Four mixing functions G at once, on columns or on diagonals: they are independent, and so overlap in the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        ref TWord a0, ref TWord a1, ref TWord a2, ref TWord a3, ref TWord b0, ref TWord b1, ref TWord b2, ref TWord b3,
        ref TWord c0, ref TWord c1, ref TWord c2, ref TWord c3, ref TWord d0, ref TWord d1, ref TWord d2, ref TWord d3,
        TWord* message, byte* schedule)
    {
        a0 = TLanes.Add(TLanes.Add(a0, Word(message, schedule[0])), b0);
        a1 = TLanes.Add(TLanes.Add(a1, Word(message, schedule[2])), b1);
        a2 = TLanes.Add(TLanes.Add(a2, Word(message, schedule[4])), b2);
        a3 = TLanes.Add(TLanes.Add(a3, Word(message, schedule[6])), b3);
        d0 = TLanes.Rotate32(TLanes.Xor(d0, a0));
        d1 = TLanes.Rotate32(TLanes.Xor(d1, a1));
        d2 = TLanes.Rotate32(TLanes.Xor(d2, a2));
        d3 = TLanes.Rotate32(TLanes.Xor(d3, a3));
        c0 = TLanes.Add(c0, d0);
        c1 = TLanes.Add(c1, d1);
        c2 = TLanes.Add(c2, d2);
        c3 = TLanes.Add(c3, d3);
        b0 = TLanes.Rotate24(TLanes.Xor(b0, c0));
        b1 = TLanes.Rotate24(TLanes.Xor(b1, c1));
        b2 = TLanes.Rotate24(TLanes.Xor(b2, c2));
        b3 = TLanes.Rotate24(TLanes.Xor(b3, c3));
        a0 = TLanes.Add(TLanes.Add(a0, Word(message, schedule[1])), b0);
        a1 = TLanes.Add(TLanes.Add(a1, Word(message, schedule[3])), b1);
        a2 = TLanes.Add(TLanes.Add(a2, Word(message, schedule[5])), b2);
        a3 = TLanes.Add(TLanes.Add(a3, Word(message, schedule[7])), b3);
        d0 = TLanes.Rotate16(TLanes.Xor(d0, a0));
        d1 = TLanes.Rotate16(TLanes.Xor(d1, a1));
        d2 = TLanes.Rotate16(TLanes.Xor(d2, a2));
        d3 = TLanes.Rotate16(TLanes.Xor(d3, a3));
        c0 = TLanes.Add(c0, d0);
        c1 = TLanes.Add(c1, d1);
        c2 = TLanes.Add(c2, d2);
        c3 = TLanes.Add(c3, d3);
        b0 = TLanes.Rotate63(TLanes.Xor(b0, c0));
        b1 = TLanes.Rotate63(TLanes.Xor(b1, c1));
        b2 = TLanes.Rotate63(TLanes.Xor(b2, c2));
        b3 = TLanes.Rotate63(TLanes.Xor(b3, c3));
    }

    /// <summary>The message word whose place in a single message is <paramref name="byteOffset"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Word(TWord* message, byte byteOffset) => *(TWord*)((byte*)message + (nint)byteOffset * TLanes.Count);

    /// <summary>A word of the chaining value after the rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Fold(TWord chaining, TWord first, TWord second) => TLanes.Xor(TLanes.Xor(chaining, first), second);

    /// <summary>Constant data lies in the program's image and never moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Pointer(ReadOnlySpan<byte> constants) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(constants));
}
