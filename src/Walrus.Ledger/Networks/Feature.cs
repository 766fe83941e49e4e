using System.Collections.Immutable;

namespace Walrus.Ledger.Networks;

/// <summary>
/// Numbers of the changes of behaviour that governance may switch on, each once and for good. A network starts with
/// none; whoever replays it runs the old rule before the switch and the new one after it.
/// </summary>
public enum Feature : ushort
{
    /// <summary>
    /// A blob that one correct node denies ends at once: nothing of it counts as registered or certified any more, nor can
    /// it be registered again. Before, its deletion is an event only (control plane 1.10).
    /// </summary>
    DeniedBlobsEnd = 1,
}

/// <summary>The one list of features.</summary>
public static class Features
{
    /// <summary>Every feature, by number.</summary>
    public static readonly ImmutableArray<Feature> All = [Feature.DeniedBlobsEnd];

    /// <summary>Whether there is a feature with this number.</summary>
    public static bool IsKnown(Feature feature) => All.Contains(feature);
}
