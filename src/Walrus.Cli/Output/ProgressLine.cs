using System.Globalization;

namespace Walrus.Cli.Output;

/// <summary>One line on the terminal that says how far long work is, and is gone when the work ends. Threads report at the same time.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _terminal;
    private readonly TimeProvider _clock;
    private readonly string _label;
    private readonly long _total;
    private readonly long _start;
    private readonly Lock _writing = new();
    private long _furthest;
    private TimeSpan _next = Interval;
    private int _width;

    private ProgressLine(TextWriter terminal, TimeProvider clock, string label, long total)
    {
        _terminal = terminal;
        _clock = clock;
        _start = clock.GetTimestamp();
        _label = label;
        _total = total;
    }

    /// <summary>A line, if somebody watches; otherwise nothing.</summary>
    public static ProgressLine? Start(CommandConsole console, string label, long total) =>
        console.ErrorIsTerminal ? new ProgressLine(console.Error, console.Clock, label, total) : null;

    /// <inheritdoc/>
    public void Report(long value)
    {
        lock (_writing)
        {
            _furthest = Math.Max(_furthest, value);
            TimeSpan elapsed = _clock.GetElapsedTime(_start);
            if (elapsed < _next)
                return;
            _next = elapsed + Interval;
            Show(Describe(elapsed));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_writing)
        {
            if (_width > 0)
                _terminal.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    private void Show(string text)
    {
        _terminal.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }

    private string Describe(TimeSpan elapsed)
    {
        double share = _total == 0 ? 1 : (double)_furthest / _total;
        string left = share > 0 ? $", {(elapsed / share - elapsed).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_label}: {100 * share:F0} % of {_total / 1e6:F1} MB, {_furthest / 1e6 / elapsed.TotalSeconds:F0} MB/s{left}");
    }
}
