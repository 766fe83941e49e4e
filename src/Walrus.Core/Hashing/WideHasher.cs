using System.Runtime.CompilerServices;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Hashing;

/// <summary>
/// Hashes groups of as many messages as <typeparamref name="TLanes"/> is wide. In the last group, lanes without a
/// message of their own repeat the last one: no length needs a narrower loop.
/// </summary>
internal sealed unsafe class WideHasher<TWord, TLanes>(string name) : LaneHasher
    where TWord : unmanaged
    where TLanes : ILanes<TWord>
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override int Lanes => TLanes.Count;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void HashLeaves(in SymbolBatch symbols, byte* digests)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        for (int first = 0; first < symbols.Count; first += TLanes.Count)
        {
            Aim(work, symbols, first, digests);
            if (first > 0 && RepeatsPrevious(work, symbols, first))
            {
                Fill(work.Targets, digests + (nint)(first - 1) * Bytes32.Length);
                continue;
            }

            Compression<TWord, TLanes>.Begin(work.State);
            LeafBlocks<TWord, TLanes>.Absorb(work, symbols, work.State, TLanes.Broadcast(0), 0, isFinal: true);
            TLanes.Store(work.State, work.Targets);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void AbsorbLeaves(in SymbolBatch slices, long offset, byte* states)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        for (int first = 0; first < slices.Count; first += TLanes.Count)
        {
            Aim(work, slices, first, states);
            LeafStateGroup<TWord, TLanes> group = new(states, slices.Count, first);
            if (offset == 0)
                group.Begin();
            LeafBlocks<TWord, TLanes>.Absorb(work, slices, group.State, group.Carry, (ulong)offset, isFinal: false);
            group.KeepLastBytes(work.Lefts, slices.SymbolSize);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void FinishLeaves(in SymbolBatch slices, long offset, byte* states, byte* digests)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        for (int first = 0; first < slices.Count; first += TLanes.Count)
        {
            Aim(work, slices, first, digests);
            LeafStateGroup<TWord, TLanes> group = new(states, slices.Count, first);
            if (offset == 0)
                group.Begin();
            LeafBlocks<TWord, TLanes>.Absorb(work, slices, group.State, group.Carry, (ulong)offset, isFinal: true);
            TLanes.Store(group.State, work.Targets);
        }
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public override void HashInner(byte* lefts, nint leftStride, byte* rights, nint rightStride, int count, byte* parents)
    {
        byte* memory = stackalloc byte[Workspace<TWord>.Size];
        Workspace<TWord> work = new(memory);
        InnerBlock<TWord, TLanes>.ClearTail(work.Message);
        for (int first = 0; first < count; first += TLanes.Count)
        {
            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                int index = Math.Min(first + lane, count - 1);
                work.Lefts[lane] = lefts + index * leftStride;
                work.Rights[lane] = rights + index * rightStride;
                work.Targets[lane] = parents + (nint)index * Bytes32.Length;
            }

            if (first > 0 && InnerBlock<TWord, TLanes>.RepeatsPrevious(work))
            {
                Fill(work.Targets, parents + (nint)(first - 1) * Bytes32.Length);
                continue;
            }

            InnerBlock<TWord, TLanes>.KeepLast(work);
            InnerBlock<TWord, TLanes>.Hash(work);
        }
    }

    /// <summary>Points the lanes at the symbols from <paramref name="first"/> on and at the places of their digests.</summary>
    private static void Aim(in Workspace<TWord> work, in SymbolBatch symbols, int first, byte* digests)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            int index = Math.Min(first + lane, symbols.Count - 1);
            work.Lefts[lane] = symbols[index];
            work.Targets[lane] = digests + (nint)index * Bytes32.Length;
        }
    }

    /// <summary>Whether every symbol of the group equals the one before the group, as the padding of small blobs does.</summary>
    private static bool RepeatsPrevious(in Workspace<TWord> work, in SymbolBatch symbols, int first)
    {
        ReadOnlySpan<byte> previous = new(symbols[first - 1], symbols.SymbolSize);
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            if (!previous.SequenceEqual(new ReadOnlySpan<byte>(work.Lefts[lane], symbols.SymbolSize)))
                return false;
        }

        return true;
    }

    private static void Fill(byte** targets, byte* digest)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
            new ReadOnlySpan<byte>(digest, Bytes32.Length).CopyTo(new Span<byte>(targets[lane], Bytes32.Length));
    }
}
