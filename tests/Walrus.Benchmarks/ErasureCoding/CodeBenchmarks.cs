using BenchmarkDotNet.Attributes;
using Walrus.Core.ErasureCoding;

namespace Walrus.Benchmarks.ErasureCoding;

/// <summary>
/// The erasure code of 1000 shards in each tier of this processor, 1 KB of every symbol at once, in the cache. The mean is the time
/// of one byte of source symbols: its inverse are GB/s.
/// </summary>
public unsafe class CodeBenchmarks : IDisposable
{
    private const int Size = 1024;
    private const int Rows = 334, Columns = 667, Shards = 1000;
    private readonly byte[] _symbols = GC.AllocateUninitializedArray<byte>(Shards * Size, pinned: true);
    private CodeEncoder? _columns;
    private CodeEncoder? _rows;
    private CodeDecoder? _decoder;

    /// <summary>The tiers, best last.</summary>
    public static IEnumerable<string> Tiers => TransformEngine.Available.Select(tier => tier.Name);

    /// <summary>Which set of instructions.</summary>
    [ParamsSource(nameof(Tiers))]
    public string Tier { get; set; } = "";

    /// <summary>Random symbols: the work does not depend on what they are.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        new Random(1).NextBytes(_symbols);
        TransformEngine engine = TransformEngine.Available.Single(tier => tier.Name == Tier);
        PlaneLayout layout = new(Size / 2);
        CodeShape columns = new(Rows, Shards - Rows);
        _columns = new CodeEncoder(columns, layout, engine);
        _rows = new CodeEncoder(new CodeShape(Columns, Shards - Columns), layout, engine);
        _decoder = new CodeDecoder(new ErasurePattern(columns, [.. Enumerable.Range(Shards - Rows, Rows)], engine), layout);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _columns?.Dispose();
        _rows?.Dispose();
        _decoder?.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Rows * Size)]
    public void Column_of_334_symbols() => Encode(_columns!);

    [Benchmark(OperationsPerInvoke = Columns * Size)]
    public void Row_of_667_symbols() => Encode(_rows!);

    [Benchmark(OperationsPerInvoke = Rows * Size)]
    public void Decode_334_lost_symbols()
    {
        fixed (byte* symbols = _symbols)
            _decoder!.Decode(new StridedSymbols(symbols, Size, 0, Size, 1));
        for (int missing = 0; missing < Rows; missing++)
            _decoder.Symbol(missing);
    }

    private void Encode(CodeEncoder encoder)
    {
        fixed (byte* symbols = _symbols)
            encoder.Absorb(new StridedSymbols(symbols, Size, 0, Size, 1));
        for (int chunk = 0; chunk < encoder.RecoveryChunks; chunk++)
            encoder.Produce(chunk);
    }
}
