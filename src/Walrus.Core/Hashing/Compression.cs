using System.Runtime.CompilerServices;
using static Walrus.Core.Hashing.Blake2bConstants;

namespace Walrus.Core.Hashing;

/// <summary>
/// The compression function F of BLAKE2b (RFC 7693, 3.2) on as many messages as <typeparamref name="TLanes"/> is wide,
/// or on two such groups at once. The rounds are a loop, not spelled out: that costs nothing at run time, keeps the code
/// to a kilobyte and the compiler's work to a twelfth.
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
    /// <param name="groups">One; or two, whose words follow one another, if <typeparamref name="TLanes"/> gains from pairs.</param>
    /// <param name="state">Eight words a group.</param>
    /// <param name="message">Sixteen words a group.</param>
    /// <param name="counter">Bytes of each message up to the end of this block.</param>
    /// <param name="isLast">Whether the block ends the messages.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compress(int groups, TWord* state, TWord* message, ulong counter, bool isLast)
    {
        if (groups == 1)
            CompressOne(state, message, counter, isLast);
        else if (TLanes.HasRegistersForPairs)
            PairCompression<TWord, TLanes>.InRegisters(state, message, counter, isLast);
        else
            PairCompression<TWord, TLanes>.InMemory(state, message, counter, isLast);
    }

    /// <summary>One group, with its working state in locals.</summary>
    private static void CompressOne(TWord* state, TWord* message, ulong counter, bool isLast)
    {
        // On the stack for the sake of how the runtime compiles this: see the remarks above.
        ulong* final = stackalloc ulong[1];
        *final = isLast ? ulong.MaxValue : 0;
        TWord v0 = state[0], v1 = state[1], v2 = state[2], v3 = state[3];
        TWord v4 = state[4], v5 = state[5], v6 = state[6], v7 = state[7];
        TWord v8 = TLanes.Broadcast(Iv0), v9 = TLanes.Broadcast(Iv1), v10 = TLanes.Broadcast(Iv2), v11 = TLanes.Broadcast(Iv3);
        TWord v12 = TLanes.Broadcast(Iv4 ^ counter), v13 = TLanes.Broadcast(Iv5);
        TWord v14 = TLanes.Broadcast(Iv6 ^ *final), v15 = TLanes.Broadcast(Iv7);

        byte* schedule = Mixing<TWord, TLanes>.Pointer(Schedule);
        for (byte* end = schedule + Schedule.Length; schedule != end; schedule += MessageWords)
        {
            Mixing<TWord, TLanes>.Mix(ref v0, ref v1, ref v2, ref v3, ref v4, ref v5, ref v6, ref v7,
                ref v8, ref v9, ref v10, ref v11, ref v12, ref v13, ref v14, ref v15, message, schedule);
            Mixing<TWord, TLanes>.Mix(ref v0, ref v1, ref v2, ref v3, ref v5, ref v6, ref v7, ref v4,
                ref v10, ref v11, ref v8, ref v9, ref v15, ref v12, ref v13, ref v14, message, schedule + 8);
        }

        state[0] = Mixing<TWord, TLanes>.Fold(state[0], v0, v8);
        state[1] = Mixing<TWord, TLanes>.Fold(state[1], v1, v9);
        state[2] = Mixing<TWord, TLanes>.Fold(state[2], v2, v10);
        state[3] = Mixing<TWord, TLanes>.Fold(state[3], v3, v11);
        state[4] = Mixing<TWord, TLanes>.Fold(state[4], v4, v12);
        state[5] = Mixing<TWord, TLanes>.Fold(state[5], v5, v13);
        state[6] = Mixing<TWord, TLanes>.Fold(state[6], v6, v14);
        state[7] = Mixing<TWord, TLanes>.Fold(state[7], v7, v15);
    }
}
