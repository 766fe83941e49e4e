using System.Runtime.CompilerServices;
using static Walrus.Core.Hashing.Blake2bConstants;

namespace Walrus.Core.Hashing;

/// <summary>
/// The compression of two groups of messages at once. Each step of a group waits for the step before it; with a second
/// group the processor has something to do meanwhile.
/// </summary>
internal static unsafe class PairCompression<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    /// <summary>With 32 registers: they hold the working state of both groups to the last.</summary>
    public static void InRegisters(TWord* state, TWord* message, ulong counter, bool isLast)
    {
        // On the stack for the sake of how the runtime compiles this: see the remarks at Compression.
        ulong* final = stackalloc ulong[1];
        *final = isLast ? ulong.MaxValue : 0;
        TWord* message2 = message + Compression<TWord, TLanes>.MessageWords;
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

        byte* schedule = Mixing<TWord, TLanes>.Pointer(Schedule);
        for (byte* end = schedule + Schedule.Length; schedule != end; schedule += Compression<TWord, TLanes>.MessageWords)
        {
            Mixing<TWord, TLanes>.Mix(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7,
                ref v8, ref v9, ref v10, ref v11, ref v12, ref v13, ref v14, ref v15, message, schedule);
            Mixing<TWord, TLanes>.Mix(ref w0, ref w1, ref w2, ref w3, ref w4, ref w5, ref w6, ref w7,
                ref w8, ref w9, ref w10, ref w11, ref w12, ref w13, ref w14, ref w15, message2, schedule);
            Mixing<TWord, TLanes>.Mix(ref v0, ref v1, ref v2, ref v3, ref v5, ref v6, ref v7, ref v4,
                ref v10, ref v11, ref v8, ref v9, ref v15, ref v12, ref v13, ref v14, message, schedule + 8);
            Mixing<TWord, TLanes>.Mix(ref w0, ref w1, ref w2, ref w3, ref w5, ref w6, ref w7, ref w4,
                ref w10, ref w11, ref w8, ref w9, ref w15, ref w12, ref w13, ref w14, message2, schedule + 8);
        }

        state[0] = Mixing<TWord, TLanes>.Fold(state[0], v0, v8);
        state[1] = Mixing<TWord, TLanes>.Fold(state[1], v1, v9);
        state[2] = Mixing<TWord, TLanes>.Fold(state[2], v2, v10);
        state[3] = Mixing<TWord, TLanes>.Fold(state[3], v3, v11);
        state[4] = Mixing<TWord, TLanes>.Fold(state[4], v4, v12);
        state[5] = Mixing<TWord, TLanes>.Fold(state[5], v5, v13);
        state[6] = Mixing<TWord, TLanes>.Fold(state[6], v6, v14);
        state[7] = Mixing<TWord, TLanes>.Fold(state[7], v7, v15);
        state[8] = Mixing<TWord, TLanes>.Fold(state[8], w0, w8);
        state[9] = Mixing<TWord, TLanes>.Fold(state[9], w1, w9);
        state[10] = Mixing<TWord, TLanes>.Fold(state[10], w2, w10);
        state[11] = Mixing<TWord, TLanes>.Fold(state[11], w3, w11);
        state[12] = Mixing<TWord, TLanes>.Fold(state[12], w4, w12);
        state[13] = Mixing<TWord, TLanes>.Fold(state[13], w5, w13);
        state[14] = Mixing<TWord, TLanes>.Fold(state[14], w6, w14);
        state[15] = Mixing<TWord, TLanes>.Fold(state[15], w7, w15);
    }

    /// <summary>
    /// With 16 registers: they hold the words b of all mixing functions, and memory the others. A group's step is taken whole, so
    /// that the processor begins the other group's while the last results of this one are on their way.
    /// </summary>
    [SkipLocalsInit]
    public static void InMemory(TWord* state, TWord* message, ulong counter, bool isLast)
    {
        byte* memory = stackalloc byte[MixingInMemory<TWord, TLanes>.Size];
        TWord* v = MixingInMemory<TWord, TLanes>.Align(memory), w = v + MixingInMemory<TWord, TLanes>.Words;
        TWord* message2 = message + Compression<TWord, TLanes>.MessageWords;
        MixingInMemory<TWord, TLanes>.Begin(v, state, counter, isLast);
        MixingInMemory<TWord, TLanes>.Begin(w, state + 8, counter, isLast);
        TWord v4 = state[4], v5 = state[5], v6 = state[6], v7 = state[7];
        TWord w4 = state[12], w5 = state[13], w6 = state[14], w7 = state[15];

        byte* schedule = Mixing<TWord, TLanes>.Pointer(Schedule);
        for (byte* end = schedule + Schedule.Length; schedule != end; schedule += Compression<TWord, TLanes>.MessageWords)
        {
            MixingInMemory<TWord, TLanes>.Mix(v, 0, ref v4, ref v5, 0, message, schedule);
            MixingInMemory<TWord, TLanes>.Mix(v, 2, ref v6, ref v7, 0, message, schedule);
            MixingInMemory<TWord, TLanes>.Mix(w, 0, ref w4, ref w5, 0, message2, schedule);
            MixingInMemory<TWord, TLanes>.Mix(w, 2, ref w6, ref w7, 0, message2, schedule);
            MixingInMemory<TWord, TLanes>.Mix(v, 3, ref v4, ref v5, 1, message, schedule);
            MixingInMemory<TWord, TLanes>.Mix(v, 1, ref v6, ref v7, 1, message, schedule);
            MixingInMemory<TWord, TLanes>.Mix(w, 3, ref w4, ref w5, 1, message2, schedule);
            MixingInMemory<TWord, TLanes>.Mix(w, 1, ref w6, ref w7, 1, message2, schedule);
        }

        MixingInMemory<TWord, TLanes>.End(v, state, v4, v5, v6, v7);
        MixingInMemory<TWord, TLanes>.End(w, state + 8, w4, w5, w6, w7);
    }
}
