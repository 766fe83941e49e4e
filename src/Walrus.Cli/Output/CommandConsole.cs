using System.Text;

namespace Walrus.Cli.Output;

/// <summary>Where a command writes: results to one stream, everything else to the other.</summary>
/// <param name="output">Standard output: the result and nothing else.</param>
/// <param name="error">Standard error: progress, warnings and errors.</param>
/// <param name="errorIsTerminal">Whether somebody watches <paramref name="error"/>.</param>
/// <param name="clock">Tells how long work takes.</param>
internal sealed class CommandConsole(TextWriter output, TextWriter error, bool errorIsTerminal, TimeProvider clock) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    public bool ErrorIsTerminal { get; } = errorIsTerminal;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The streams of this process. The console class would ask the terminal for its abilities, which takes time.</summary>
    public static CommandConsole OfProcess() => new(
        new StreamWriter(Console.OpenStandardOutput(), Utf8),
        new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true },
        !Console.IsErrorRedirected,
        TimeProvider.System);

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
