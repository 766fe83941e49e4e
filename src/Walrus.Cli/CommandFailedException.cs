namespace Walrus.Cli;

/// <summary>A command cannot do what it was asked for.</summary>
/// <param name="message">What failed.</param>
/// <param name="next">What the user can do about it.</param>
internal sealed class CommandFailedException(string message, string next) : Exception(message)
{
    /// <summary>What the user can do about it.</summary>
    public string Next { get; } = next;
}
