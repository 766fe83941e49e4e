using Walrus.Core.Encoding;

namespace Walrus.Core.Quilts;

/// <summary>One file that is to be packed.</summary>
/// <param name="Identifier">Its name in the quilt.</param>
/// <param name="Contents">Its bytes, which must not change while the quilt is used.</param>
/// <param name="Tags">What else is said of it.</param>
public sealed record QuiltInput(string Identifier, IBlobSource Contents, QuiltTags Tags)
{
    /// <summary>A file without tags.</summary>
    public QuiltInput(string identifier, IBlobSource contents) : this(identifier, contents, QuiltTags.Empty) { }
}
