using System.Diagnostics.CodeAnalysis;

namespace Walrus.Gateway.Development;

/// <summary>How a storage node is made to fail (interfaces 4).</summary>
public enum NodeFaultKind
{
    /// <summary>Not at all, from now on. What it lost stays lost until it is recovered.</summary>
    None,

    /// <summary>Everything it stores is gone at once.</summary>
    Wipe,

    /// <summary>Bits of slivers that it stores flip at once; the rate is the share of slivers.</summary>
    BitRot,

    /// <summary>It gives wrong bytes from now on; the rate is the share of answers.</summary>
    Lie,

    /// <summary>It answers late from now on; the rate is the share of answers.</summary>
    Slow,

    /// <summary>Its store takes no writes from now on; the rate is the share of writes.</summary>
    RefuseWrites,
}

/// <summary>A fault to inject.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Rate">How often, from 0 to 1.</param>
/// <param name="Seed">Draws when and where: the same seed does the same to the same requests.</param>
public sealed record NodeFault(NodeFaultKind Kind, double Rate = 1, int Seed = 0)
{
    /// <summary>Reads the name of a kind: none, wipe, bit-rot, lie, slow or refuse-writes.</summary>
    public static bool TryParseKind([NotNullWhen(true)] string? name, out NodeFaultKind kind)
    {
        NodeFaultKind? found = name switch
        {
            "none" => NodeFaultKind.None,
            "wipe" => NodeFaultKind.Wipe,
            "bit-rot" => NodeFaultKind.BitRot,
            "lie" => NodeFaultKind.Lie,
            "slow" => NodeFaultKind.Slow,
            "refuse-writes" => NodeFaultKind.RefuseWrites,
            _ => null,
        };
        kind = found.GetValueOrDefault();
        return found is not null;
    }
}
