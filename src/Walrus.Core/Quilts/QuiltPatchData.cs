using Walrus.Core.Encoding;

namespace Walrus.Core.Quilts;

/// <summary>A patch as it lies in its columns.</summary>
/// <param name="Identifier">Its name in the quilt; any text, as not every packer keeps to the rules.</param>
/// <param name="Tags">What else is said of it.</param>
/// <param name="Contents">The bytes of the file, in the memory of the slivers that they were read from.</param>
public sealed record QuiltPatchData(string Identifier, QuiltTags Tags, IBlobSource Contents)
{
    /// <summary>The bytes of the file, copied.</summary>
    /// <exception cref="OverflowException">They do not fit an array.</exception>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[checked((int)Contents.Length)];
        Contents.Read(0, bytes);
        return bytes;
    }
}
