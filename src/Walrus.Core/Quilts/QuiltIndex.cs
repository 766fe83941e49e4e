using System.Collections.Immutable;

namespace Walrus.Core.Quilts;

/// <summary>What is in a quilt, in its order (data plane 12.2). Immutable.</summary>
public sealed class QuiltIndex
{
    internal QuiltIndex(ImmutableArray<QuiltPatch> patches) => Patches = patches;

    /// <summary>The patches; packers sort them by the bytes of their identifiers.</summary>
    public ImmutableArray<QuiltPatch> Patches { get; }

    /// <summary>The first patch of this name, or null.</summary>
    public QuiltPatch? Find(string identifier) =>
        Patches.FirstOrDefault(patch => string.Equals(patch.Identifier, identifier, StringComparison.Ordinal));

    /// <summary>The patches that have a tag of this value.</summary>
    public IEnumerable<QuiltPatch> WithTag(string key, string value) =>
        Patches.Where(patch => string.Equals(patch.Tags[key], value, StringComparison.Ordinal));
}
