namespace Walrus.Storage;

/// <summary>The files were written by an older or newer version, or are not of this kind at all; nothing was changed (rulings 12).</summary>
public sealed class StorageFormatException(string message) : StorageException(message);
