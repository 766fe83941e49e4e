using System.Runtime.CompilerServices;
using static Walrus.Core.Hashing.Blake2bConstants;

namespace Walrus.Core.Hashing;

/// <summary>
/// The mixing functions G of one group where registers are too few for its working state: the words a, c and d stand in memory,
/// and each is read once and written once a step. Vectors across two cache lines would cost a quarter of the speed.
/// </summary>
internal static unsafe class MixingInMemory<TWord, TLanes>
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    /// <summary>Words of one group's working state; the words b have their place but do not use it.</summary>
    public const int Words = 16;

    private const int CacheLine = 64;

    /// <summary>Bytes to allot on the stack for two groups, with the loss to alignment.</summary>
    public static int Size => 2 * Words * sizeof(TWord) + CacheLine - 1;

    /// <summary>The first cache line that begins in <paramref name="memory"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWord* Align(byte* memory) => (TWord*)(((nuint)memory + CacheLine - 1) & ~(nuint)(CacheLine - 1));

    /// <summary>The working state before the rounds, but for the words b, which the chaining value gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin(TWord* v, TWord* state, ulong counter, bool isLast)
    {
        v[0] = state[0];
        v[1] = state[1];
        v[2] = state[2];
        v[3] = state[3];
        v[8] = TLanes.Broadcast(Iv0);
        v[9] = TLanes.Broadcast(Iv1);
        v[10] = TLanes.Broadcast(Iv2);
        v[11] = TLanes.Broadcast(Iv3);
        v[12] = TLanes.Broadcast(Iv4 ^ counter);
        v[13] = TLanes.Broadcast(Iv5);
        v[14] = TLanes.Broadcast(isLast ? ~Iv6 : Iv6);
        v[15] = TLanes.Broadcast(Iv7);
    }

    /// <summary>
    /// The mixing functions of number <paramref name="first"/> and of the next one, counted modulo 4, step by step in turns: of
    /// columns, or of diagonals, where <paramref name="shift"/> is 1 and every word comes from that many columns further than the
    /// word before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(TWord* v, int first, ref TWord b1, ref TWord b2, int shift, TWord* message, byte* schedule)
    {
        int second = (first + 1) % 4, word1 = 8 * shift + 2 * first, word2 = 8 * shift + 2 * second;
        ref TWord c1 = ref v[8 + (first + 2 * shift) % 4], c2 = ref v[8 + (second + 2 * shift) % 4];
        ref TWord d1 = ref v[12 + (first + 3 * shift) % 4], d2 = ref v[12 + (second + 3 * shift) % 4];
        TWord x1 = Sum(v[first], Mixing<TWord, TLanes>.Word(message, schedule[word1]), b1);
        TWord x2 = Sum(v[second], Mixing<TWord, TLanes>.Word(message, schedule[word2]), b2);
        TWord y1 = TLanes.Rotate32(TLanes.Xor(d1, x1)), y2 = TLanes.Rotate32(TLanes.Xor(d2, x2));
        TWord z1 = TLanes.Add(c1, y1), z2 = TLanes.Add(c2, y2);
        b1 = TLanes.Rotate24(TLanes.Xor(b1, z1));
        b2 = TLanes.Rotate24(TLanes.Xor(b2, z2));
        v[first] = x1 = Sum(x1, Mixing<TWord, TLanes>.Word(message, schedule[word1 + 1]), b1);
        v[second] = x2 = Sum(x2, Mixing<TWord, TLanes>.Word(message, schedule[word2 + 1]), b2);
        d1 = y1 = TLanes.Rotate16(TLanes.Xor(y1, x1));
        d2 = y2 = TLanes.Rotate16(TLanes.Xor(y2, x2));
        c1 = z1 = TLanes.Add(z1, y1);
        c2 = z2 = TLanes.Add(z2, y2);
        b1 = TLanes.Rotate63(TLanes.Xor(b1, z1));
        b2 = TLanes.Rotate63(TLanes.Xor(b2, z2));
    }

    /// <summary>Folds the working state, of which the words b are given, into the chaining value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End(TWord* v, TWord* state, TWord b0, TWord b1, TWord b2, TWord b3)
    {
        state[0] = Mixing<TWord, TLanes>.Fold(state[0], v[0], v[8]);
        state[1] = Mixing<TWord, TLanes>.Fold(state[1], v[1], v[9]);
        state[2] = Mixing<TWord, TLanes>.Fold(state[2], v[2], v[10]);
        state[3] = Mixing<TWord, TLanes>.Fold(state[3], v[3], v[11]);
        state[4] = Mixing<TWord, TLanes>.Fold(state[4], b0, v[12]);
        state[5] = Mixing<TWord, TLanes>.Fold(state[5], b1, v[13]);
        state[6] = Mixing<TWord, TLanes>.Fold(state[6], b2, v[14]);
        state[7] = Mixing<TWord, TLanes>.Fold(state[7], b3, v[15]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWord Sum(TWord a, TWord message, TWord b) => TLanes.Add(TLanes.Add(a, message), b);
}
