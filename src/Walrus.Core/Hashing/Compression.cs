using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Walrus.Core.Hashing;

/// <summary>
/// The compression function F of BLAKE2b (RFC 7693, 3.2) on as many messages as <typeparamref name="TLanes"/> is wide.
/// The sixteen words of the working state are locals, so that they live in registers; the message words are read
/// from memory where they are added.
/// </summary>
internal static unsafe class Compression<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : ILanes<TWord>
{
    /// <summary>Chaining value before the first block: an unkeyed digest of 32 bytes.</summary>
    public static void Begin(TWord* state)
    {
        state[0] = TLanes.Broadcast(Blake2bConstants.Iv0 ^ Blake2bConstants.Parameters);
        state[1] = TLanes.Broadcast(Blake2bConstants.Iv1);
        state[2] = TLanes.Broadcast(Blake2bConstants.Iv2);
        state[3] = TLanes.Broadcast(Blake2bConstants.Iv3);
        state[4] = TLanes.Broadcast(Blake2bConstants.Iv4);
        state[5] = TLanes.Broadcast(Blake2bConstants.Iv5);
        state[6] = TLanes.Broadcast(Blake2bConstants.Iv6);
        state[7] = TLanes.Broadcast(Blake2bConstants.Iv7);
    }

    /// <summary>Works one block of every message into its chaining value.</summary>
    /// <param name="state">Eight words.</param>
    /// <param name="message">Sixteen words.</param>
    /// <param name="counter">Bytes of each message up to the end of this block.</param>
    /// <param name="isLast">Whether the block ends the messages.</param>
    public static void Compress(TWord* state, TWord* message, ulong counter, bool isLast)
    {
        TWord v0 = state[0], v1 = state[1], v2 = state[2], v3 = state[3];
        TWord v4 = state[4], v5 = state[5], v6 = state[6], v7 = state[7];
        TWord v8 = TLanes.Broadcast(Blake2bConstants.Iv0), v9 = TLanes.Broadcast(Blake2bConstants.Iv1);
        TWord v10 = TLanes.Broadcast(Blake2bConstants.Iv2), v11 = TLanes.Broadcast(Blake2bConstants.Iv3);
        TWord v12 = TLanes.Broadcast(Blake2bConstants.Iv4 ^ counter), v13 = TLanes.Broadcast(Blake2bConstants.Iv5);
        TWord v14 = TLanes.Broadcast(isLast ? ~Blake2bConstants.Iv6 : Blake2bConstants.Iv6);
        TWord v15 = TLanes.Broadcast(Blake2bConstants.Iv7);

        byte* schedule = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Blake2bConstants.Schedule));
        for (byte* end = schedule + Blake2bConstants.Schedule.Length; schedule != end; schedule += 16)
        {
            Mix(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7,
                ref v8, ref v9, ref v10, ref v11, ref v12, ref v13, ref v14, ref v15, message, schedule);
            Mix(ref v0, ref v1, ref v2, ref v3, ref v5, ref v6, ref v7, ref v4,
                ref v10, ref v11, ref v8, ref v9, ref v15, ref v12, ref v13, ref v14, message, schedule + 8);
        }

        state[0] = TLanes.Xor(TLanes.Xor(state[0], v0), v8);
        state[1] = TLanes.Xor(TLanes.Xor(state[1], v1), v9);
        state[2] = TLanes.Xor(TLanes.Xor(state[2], v2), v10);
        state[3] = TLanes.Xor(TLanes.Xor(state[3], v3), v11);
        state[4] = TLanes.Xor(TLanes.Xor(state[4], v4), v12);
        state[5] = TLanes.Xor(TLanes.Xor(state[5], v5), v13);
        state[6] = TLanes.Xor(TLanes.Xor(state[6], v6), v14);
        state[7] = TLanes.Xor(TLanes.Xor(state[7], v7), v15);
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
}
