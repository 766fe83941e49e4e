namespace Walrus.Core.Quilts;

/// <summary>The rules for identifiers of new patches (data plane 12.4). Readers take whatever is Unicode: not every packer asks.</summary>
internal static class QuiltIdentifier
{
    /// <summary>Most bytes of UTF-8.</summary>
    public const int MaxBytes = 65_531;

    /// <summary>The bytes of an identifier, by which patches are sorted.</summary>
    /// <exception cref="QuiltRefusedException">It is no identifier for a new patch.</exception>
    public static byte[] RequireBytes(string identifier)
    {
        if (identifier.Length == 0)
            throw Refuse("An identifier is empty");
        byte[] bytes = UnicodeText.TryGetBytes(identifier) ?? throw Refuse("An identifier is no Unicode");
        if (bytes.Length > MaxBytes)
            throw Refuse($"An identifier has {bytes.Length} bytes, more than {MaxBytes}");
        if (identifier.Any(char.IsControl))
            throw Refuse("An identifier has control characters");
        return char.IsWhiteSpace(identifier[^1]) ? throw Refuse($"The identifier '{identifier}' ends in white space") : bytes;
    }

    private static QuiltRefusedException Refuse(string reason) => new(QuiltRefusal.InvalidIdentifier, $"{reason}.");
}
