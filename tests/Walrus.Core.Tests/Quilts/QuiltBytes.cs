using Walrus.Core.Encoding;

namespace Walrus.Core.Tests.Quilts;

internal static class QuiltBytes
{
    /// <summary>All bytes of a source.</summary>
    public static byte[] Of(IBlobSource source)
    {
        byte[] bytes = new byte[source.Length];
        source.Read(0, bytes);
        return bytes;
    }
}
