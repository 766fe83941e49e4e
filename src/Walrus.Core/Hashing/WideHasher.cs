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
            for (int lane = 0; lane < groups * TLanes.Count; lane++)
            {
                int index = Math.Min(first + lane, count - 1);
                work.Lefts[lane] = lefts + index * leftStride;
                work.Rights[lane] = rights + index * rightStride;
            }

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

    private static int GroupsFor(int messages) => TLanes.GainsFromPairs && messages > TLanes.Count ? 2 : 1;

    private static void AimAtSymbols(in Workspace<TWord> work, int groups, in SymbolBatch symbols, int first)
    {
        for (int lane = 0; lane < groups * TLanes.Count; lane++)
            work.Lefts[lane] = symbols[Math.Min(first + lane, symbols.Count - 1)];
    }

    private static void AimAtDigests(in Workspace<TWord> work, int groups, byte* digests, int count, int first)
    {
        for (int lane = 0; lane < groups * TLanes.Count; lane++)
            work.Targets[lane] = digests + (nint)Math.Min(first + lane, count - 1) * Bytes32.Length;
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

    private static void StoreDigests(in Workspace<TWord> work, int groups, TWord* state)
    {
        for (int group = 0; group < groups; group++)
            TLanes.Store(state + group * Compression<TWord, TLanes>.StateWords, work.Targets + group * TLanes.Count);
    }

    /// <summary>All digests of the groups are the one before them.</summary>
    private static void Fill(in Workspace<TWord> work, int groups, byte* digests, int first)
    {
        ReadOnlySpan<byte> digest = new(digests + (nint)(first - 1) * Bytes32.Length, Bytes32.Length);
        for (int lane = 0; lane < groups * TLanes.Count; lane++)
            digest.CopyTo(new Span<byte>(work.Targets[lane], Bytes32.Length));
    }
}
