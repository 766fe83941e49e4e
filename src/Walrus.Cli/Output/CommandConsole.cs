using System.Text;

namespace Walrus.Cli.Output;

/// <summary>Where a command writes: results to one stream, everything else to the other.</summary>
/// <param name="output">Standard output: the result and nothing else.</param>
/// <param name="error">Standard error: progress, warnings and errors.</param>
/// <param name="errorIsTerminal">Whether somebody watches <paramref name="error"/>.</param>
/// <param name="clock">Tells how long work takes.</param>
/// <param name="bytes">Standard output for results that are no text; null where there is none.</param>
internal sealed class CommandConsole(TextWriter output, TextWriter error, bool errorIsTerminal, TimeProvider clock, Stream? bytes = null) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Standard output as bytes. A command writes to this or to <see cref="Out"/>.</summary>
    public Stream Bytes { get; } = bytes ?? Stream.Null;

    public bool ErrorIsTerminal { get; } = errorIsTerminal;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The streams of this process. The console class would ask the terminal for its abilities, which takes time.</summary>
    public static CommandConsole OfProcess()
    {
        Stream output = Console.OpenStandardOutput();
        return new CommandConsole(
            new StreamWriter(output, Utf8), new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true }, !Console.IsErrorRedirected, TimeProvider.System, output);
    }

    /// <summary>Writes the result of a command, all of it before this returns.</summary>
    public void Write(IReport report, bool asJson)
    {
        if (asJson)
            Out.WriteLine(JsonText.Of(report));
        else
            report.WriteText(Out);
        Out.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }
}
