using System.Text;

namespace Walrus.Core.Quilts;

/// <summary>Texts as bytes of UTF-8. A string of this language may hold halves of characters, which have no such form.</summary>
internal static class UnicodeText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes, or null if the text is no Unicode.</summary>
    public static byte[]? TryGetBytes(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
