using CsCheck;

namespace Walrus.Client.Tests.Network;

/// <summary>Random misfortune.</summary>
internal static class FaultGenerator
{
    /// <summary>A fault, or none, for each of ten nodes; up to <paramref name="most"/> of them have one.</summary>
    public static Gen<NodeFault[]> OfTenNodes(int most, params NodeFault[] kinds)
    {
        int[] nodes = [.. Enumerable.Range(0, 10)];
        Gen<NodeFault> kind = Gen.Int[0, kinds.Length - 1].Select(i => kinds[i]);
        return Gen.Select(
            Gen.Int[0, most], kind.Array[10], Gen.Shuffle(nodes),
            (count, chosen, order) => nodes.Select(i => order[i] < count ? chosen[i] : NodeFault.None).ToArray());
    }
}
