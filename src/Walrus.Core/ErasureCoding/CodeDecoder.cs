using System.Numerics;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Missing source symbols from exactly k received symbols (data plane 4.6), for as many code words at once as a layout packs.
/// Fill <see cref="Position"/> of every received symbol, call <see cref="Decode"/>, and read <see cref="Position"/> of the missing
/// sources. One thread at a time; threads share the <see cref="ErasurePattern"/>.
/// </summary>
internal sealed unsafe class CodeDecoder : IDisposable
{
    private readonly ErasurePattern _pattern;
    private readonly NativeMemoryBlock _memory;
    private readonly byte* _planes;

    public CodeDecoder(ErasurePattern pattern, PlaneLayout layout)
    {
        _pattern = pattern;
        Layout = layout;
        _memory = NativePool.Rent((long)pattern.DomainSize * layout.Stride);
        _planes = _memory.Address;
    }

    public PlaneLayout Layout { get; }

    /// <summary>Planes of the symbol with this code index.</summary>
    public byte* Position(int codeIndex) => At(_pattern.Shape.Position(codeIndex));

    /// <summary>Replaces the planes of the missing sources; those of received symbols are lost.</summary>
    public void Decode()
    {
        if (_pattern.MissingSources.Length == 0)
            return;
        TransformEngine engine = _pattern.Engine;
        int size = _pattern.DomainSize;
        int first = size, end = 0;
        for (int position = 0; position < size; position++)
        {
            byte* table = _pattern.TableBefore(position);
            if (table == null)
            {
                new Span<byte>(At(position), Layout.Stride).Clear();
                continue;
            }

            engine.Scale(At(position), Layout, table);
            first = Math.Min(first, position);
            end = position + 1;
        }

        engine.Interpolate(_planes, Layout, size, first, end, delta: 0);
        Derive(size, (int)BitOperations.RoundUpToPowerOf2((uint)_pattern.EndMissing));
        engine.Evaluate(_planes, _planes, Layout, size, _pattern.FirstMissing, _pattern.EndMissing, delta: 0);
        foreach (int position in _pattern.MissingPositions)
            engine.Scale(At(position), Layout, _pattern.TableAfter(position));
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private byte* At(int position) => _planes + (nint)position * Layout.Stride;

    // The formal derivative in the basis of the transform, whose constants are all 1; positions from end on are not needed.
    private void Derive(int size, int end)
    {
        for (int i = 1; i < size; i++)
        {
            int width = 1 << BitOperations.TrailingZeroCount(i);
            if (i - width < end)
                _pattern.Engine.Add(At(i - width), At(i), Layout, width);
        }
    }
}
