using System.Buffers;

namespace Walrus.Hosting.Transport.Memory;

/// <summary>One write on its way through a <see cref="LendingPipe"/>: in the writer's memory, which waits for it to be returned, or a copy.</summary>
internal sealed class LentPiece : ReadOnlySequenceSegment<byte>
{
    private readonly IMemoryOwner<byte>? _copy;
    private readonly TaskCompletionSource? _lender;

    private LentPiece(ReadOnlyMemory<byte> bytes, long place, IMemoryOwner<byte>? copy, TaskCompletionSource? lender)
    {
        (Memory, RunningIndex) = (bytes, place);
        (_copy, _lender) = (copy, lender);
    }

    /// <summary>Whether the writer waits.</summary>
    public bool IsLent => _lender is not null;

    /// <summary>Completes when the writer has its memory back; null for a copy.</summary>
    public Task? Returned => _lender?.Task;

    /// <summary>Behind the last byte, counted from the first that was ever sent.</summary>
    public long End => RunningIndex + Memory.Length;

    /// <summary>What was sent next.</summary>
    public LentPiece? Following => (LentPiece?)Next;

    /// <summary>Bytes in the writer's memory.</summary>
    public static LentPiece Of(ReadOnlyMemory<byte> bytes, long place) =>
        new(bytes, place, copy: null, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>A copy in a block of the connections' memory.</summary>
    public static LentPiece CopyOf(ReadOnlyMemory<byte> bytes, long place)
    {
        IMemoryOwner<byte> copy = ConnectionMemory.OfProcess.Rent(bytes.Length);
        bytes.CopyTo(copy.Memory);
        return new(copy.Memory[..bytes.Length], place, copy, lender: null);
    }

    /// <summary>Puts another behind it.</summary>
    public void Append(LentPiece following) => Next = following;

    /// <summary>Nobody reads it any more.</summary>
    public void GiveBack(Exception? failure)
    {
        _copy?.Dispose();
        if (failure is null)
            _lender?.SetResult();
        else
            _lender?.SetException(failure);
    }
}
