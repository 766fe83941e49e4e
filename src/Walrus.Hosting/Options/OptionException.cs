namespace Walrus.Hosting.Options;

/// <summary>An option has a value the server cannot work with; the message is the one line shown before exit code 2.</summary>
public sealed class OptionException : Exception
{
    /// <summary>With the line to show.</summary>
    public OptionException(string message) : base(message) { }
}
