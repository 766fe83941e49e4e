namespace Walrus.Storage;

/// <summary>Base of every error that a place where bytes rest can report: locked, damaged, full, unknown format.</summary>
public abstract class StorageException : Exception
{
    /// <summary>With a message for people.</summary>
    protected StorageException(string message) : base(message) { }

    /// <summary>With a message for people and the error that led here.</summary>
    protected StorageException(string message, Exception? inner) : base(message, inner) { }
}
