using System.Numerics;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.ErasureCoding;

/// <summary>Which symbols lie in the first chunk of the transform domain (data plane 4.3).</summary>
internal enum CodeRate
{
    /// <summary>Recovery symbols come first, sources follow in chunks of pow2(recoveries).</summary>
    High,

    /// <summary>Sources come first, recovery symbols follow in chunks of pow2(sources).</summary>
    Low,
}

/// <summary>
/// One systematic code: how many source and recovery symbols it has and where they lie in the transform domain
/// (data plane 4.3). Code indices count sources first: k + r is recovery symbol r.
/// </summary>
internal readonly record struct CodeShape
{
    public CodeShape(int sources, int recoveries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sources, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(recoveries, 1);
        Sources = sources;
        Recoveries = recoveries;
        uint a = BitOperations.RoundUpToPowerOf2((uint)sources);
        uint b = BitOperations.RoundUpToPowerOf2((uint)recoveries);
        bool high = a > b || (a == b && sources <= recoveries);
        Rate = high ? CodeRate.High : CodeRate.Low;
        ChunkSize = (int)(high ? b : a);
    }

    /// <summary>The code that expands slivers of <paramref name="axis"/>: a primary sliver is a word of the secondary code.</summary>
    public static CodeShape ForSliver(RedStuffParameters parameters, Axis axis)
    {
        int sources = parameters.SymbolsPerSliver(axis);
        return new CodeShape(sources, parameters.Shards - sources);
    }

    /// <summary>k.</summary>
    public int Sources { get; }

    /// <summary>r.</summary>
    public int Recoveries { get; }

    /// <summary>k + r.</summary>
    public int Symbols => Sources + Recoveries;

    public CodeRate Rate { get; }

    /// <summary>c, a power of two.</summary>
    public int ChunkSize { get; }

    /// <summary>First position behind every source and recovery symbol.</summary>
    public int End => ChunkSize + (Rate == CodeRate.High ? Sources : Recoveries);

    /// <summary>Position of a symbol in the transform domain.</summary>
    public int Position(int codeIndex)
    {
        bool isSource = codeIndex < Sources;
        bool isFirst = isSource == (Rate == CodeRate.Low);
        int within = isSource ? codeIndex : codeIndex - Sources;
        return isFirst ? within : ChunkSize + within;
    }
}
