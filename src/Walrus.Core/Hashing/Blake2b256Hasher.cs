using System.Runtime.InteropServices;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Hashing;

/// <summary>BLAKE2b-256 of a message that arrives in pieces. Not for concurrent use.</summary>
public sealed class Blake2b256Hasher
{
    private readonly ulong[] _state = new ulong[8];
    private readonly byte[] _block = new byte[Blake2bConstants.BlockSize];
    private int _blockFilled;
    private ulong _length;

    /// <summary>A hasher before the first byte.</summary>
    public Blake2b256Hasher() => SingleMessage.Begin(_state);

    /// <summary>Appends <paramref name="piece"/> to the message.</summary>
    public void Update(ReadOnlySpan<byte> piece)
    {
        // A full block waits until more follows: only then is it known not to be the last.
        if (_blockFilled > 0 && piece.Length > _block.Length - _blockFilled)
        {
            int missing = _block.Length - _blockFilled;
            Keep(piece[..missing]);
            piece = piece[missing..];
            SingleMessage.Absorb(_state, _block, _length - (ulong)_block.Length);
            _blockFilled = 0;
        }

        if (_blockFilled == 0)
        {
            int whole = SingleMessage.WholeBlocks(piece.Length);
            SingleMessage.Absorb(_state, piece[..whole], _length);
            _length += (ulong)whole;
            piece = piece[whole..];
        }

        Keep(piece);
    }

    /// <summary>The digest of the whole message; the hasher is then ready for another.</summary>
    public Bytes32 Finish()
    {
        SingleMessage.Finish(_state, _block.AsSpan(0, _blockFilled), _length);
        Bytes32 digest = new(MemoryMarshal.AsBytes(_state.AsSpan(0, 4)));
        SingleMessage.Begin(_state);
        _blockFilled = 0;
        _length = 0;
        return digest;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_block.AsSpan(_blockFilled));
        _blockFilled += bytes.Length;
        _length += (ulong)bytes.Length;
    }
}
