using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Parameters;
using Walrus.Core.Tests.ErasureCoding;

namespace Walrus.Core.Tests.Encoding;

/// <summary>The expanded matrix by the definition (data plane 3, 4.4), symbol by symbol.</summary>
internal sealed class PlainEncoding
{
    private readonly RedStuffParameters _parameters;
    private readonly byte[][][] _matrix;

    public PlainEncoding(RedStuffParameters parameters, byte[] blob)
    {
        _parameters = parameters;
        int s = parameters.SymbolSize(blob.Length), rows = parameters.PrimarySymbols, columns = parameters.SecondarySymbols;
        byte[] padded = new byte[rows * columns * s];
        blob.CopyTo(padded, 0);
        byte[][][] source = new byte[rows][][];
        for (int i = 0; i < rows; i++)
        {
            byte[][] row = [.. Enumerable.Range(i * columns, columns).Select(cell => padded[(cell * s)..((cell + 1) * s)])];
            source[i] = ClosedForm.Encode(row, parameters.Shards - columns);
        }

        byte[][][] byColumn = [.. Enumerable.Range(0, parameters.Shards)
            .Select(j => ClosedForm.Encode([.. source.Select(row => row[j])], parameters.Shards - rows))];
        _matrix = [.. Enumerable.Range(0, parameters.Shards).Select(i => byColumn.Select(column => column[i]).ToArray())];
    }

    public byte[] Sliver(Axis axis, int index) =>
        [.. Enumerable.Range(0, _parameters.SymbolsPerSliver(axis)).SelectMany(t => Cell(axis, index, t))];

    public Bytes32 Root(Axis axis, int index)
    {
        byte[] symbols = [.. Enumerable.Range(0, _parameters.Shards).SelectMany(t => Cell(axis, index, t))];
        return MerkleTree.FromLeaves(symbols, symbols.Length / _parameters.Shards).Root;
    }

    private byte[] Cell(Axis axis, int sliver, int symbol) => axis == Axis.Primary ? _matrix[sliver][symbol] : _matrix[symbol][sliver];
}
