using System.Runtime.CompilerServices;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Hashing;

/// <summary>
/// Hashes one or two groups of messages at a time, each as wide as <typeparamref name="TLanes"/>. In the last group,
/// lanes without a message of their own repeat the last one: no count needs a narrower loop.
/// </summary>
internal sealed unsafe class WideHasher<TWord, TLanes>(string name) : LaneHasher
    where TWord : unmanaged
    where TLanes : struct, ILanes<TWord>
{
    private static int MostGroups => TLanes.GainsFromPairs ? 2 : 1;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void HashLeaves(in SymbolBatch symbols, byte* digests)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        for (int first = 0, groups; first < symbols.Count; first += groups * TLanes.Count)
        {
            groups = GroupsFor(symbols.Count - first);
            AimAtSymbols(work, groups, symbols, first);
            AimAtDigests(work, groups, digests, symbols.Count, first);
            if (first > 0 && LeafBlocks<TWord, TLanes>.Repeat(work, groups, symbols, symbols[first - 1]))
            {
                Fill(work, groups, digests, first);
                continue;
            }

            for (int group = 0; group < groups; group++)
                LeafStateGroup<TWord, TLanes>.Begin(work, group);
            LeafBlocks<TWord, TLanes>.Absorb(work, groups, symbols, work.State, 0, isFinal: true);
            StoreDigests(work, groups, work.State);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void AbsorbLeaves(in SymbolBatch slices, long offset, byte* states)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        for (int first = 0, groups; first < slices.Count; first += groups * TLanes.Count)
        {
            groups = GroupsFor(slices.Count - first);
            AimAtSymbols(work, groups, slices, first);
            Resume(work, groups, states, slices.Count, first, offset);
            LeafBlocks<TWord, TLanes>.Absorb(work, groups, slices, work.State, (ulong)offset, isFinal: false);
            for (int group = 0; group < groups; group++)
                new LeafStateGroup<TWord, TLanes>(states, slices.Count, first, group).Keep(work, group, slices.SymbolSize);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void FinishLeaves(in SymbolBatch slices, long offset, byte* states, byte* digests)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        for (int first = 0, groups; first < slices.Count; first += groups * TLanes.Count)
        {
            groups = GroupsFor(slices.Count - first);
            AimAtSymbols(work, groups, slices, first);
            AimAtDigests(work, groups, digests, slices.Count, first);
            Resume(work, groups, states, slices.Count, first, offset);
            LeafBlocks<TWord, TLanes>.Absorb(work, groups, slices, work.State, (ulong)offset, isFinal: true);
            StoreDigests(work, groups, work.State);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void HashInner(byte* lefts, nint leftStride, byte* rights, nint rightStride, int count, byte* parents)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        InnerBlock<TWord, TLanes>.ClearTails(work.Message);
        for (int first = 0, groups; first < count; first += groups * TLanes.Count)
        {
            groups = GroupsFor(count - first);
            Aim(work.Lefts, groups, lefts, leftStride, count, first);
            Aim(work.Rights, groups, rights, rightStride, count, first);
            AimAtDigests(work, groups, parents, count, first);
            if (first > 0 && InnerBlock<TWord, TLanes>.Repeat(work, groups))
            {
                Fill(work, groups, parents, first);
                continue;
            }

            InnerBlock<TWord, TLanes>.KeepLast(work, groups);
            InnerBlock<TWord, TLanes>.Hash(work, groups);
            StoreDigests(work, groups, work.State);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int GroupsFor(int messages) => messages > TLanes.Count ? MostGroups : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AimAtSymbols(in Workspace<TWord> work, int groups, in SymbolBatch symbols, int first) =>
        Aim(work.Lefts, groups, symbols.Start, symbols.Stride, symbols.Count, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AimAtDigests(in Workspace<TWord> work, int groups, byte* digests, int count, int first) =>
        Aim(work.Targets, groups, digests, Bytes32.Length, count, first);

    /// <summary>Points the lanes at the items of a series from <paramref name="first"/> on, the ones beyond its end at its last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Aim(byte** lanes, int groups, byte* series, nint stride, int count, int first)
    {
        int end = first + groups * TLanes.Count;
        if (first > 0 && end <= count)
        {
            // Behind full groups and full itself: every pointer moves on alike, and pointers are as wide as words.
            TWord step = TLanes.Broadcast((ulong)(MostGroups * TLanes.Count * stride));
            for (int group = 0; group < groups; group++)
                ((TWord*)lanes)[group] = TLanes.Add(((TWord*)lanes)[group], step);
            return;
        }

        for (int index = first; index < end; index++)
            lanes[index - first] = series + Math.Min(index, count - 1) * stride;
    }

    private static void Resume(in Workspace<TWord> work, int groups, byte* states, int count, int first, long offset)
    {
        for (int group = 0; group < groups; group++)
        {
            if (offset == 0)
                LeafStateGroup<TWord, TLanes>.Begin(work, group);
            else
                new LeafStateGroup<TWord, TLanes>(states, count, first, group).Restore(work, group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreDigests(in Workspace<TWord> work, int groups, TWord* state)
    {
        for (int group = 0; group < groups; group++)
            TLanes.Store(state + group * Compression<TWord, TLanes>.StateWords, work.Targets + group * TLanes.Count);
    }

    /// <summary>All digests of the groups are the one before them.</summary>
    private static void Fill(in Workspace<TWord> work, int groups, byte* digests, int first)
    {
        Bytes32 digest = ((Bytes32*)digests)[first - 1];
        for (int lane = 0; lane < groups * TLanes.Count; lane++)
            *(Bytes32*)work.Targets[lane] = digest;
    }
}
