namespace Walrus.Hosting;

/// <summary>A file of grain state is of a version, or of a kind, that this program does not read.</summary>
/// <param name="message">One line that names the file and says what is wrong with it.</param>
public sealed class GrainStateFormatException(string message) : Exception(message);
