using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Walrus.Cli.Slivers;

/// <summary>
/// The file of one sliver while it is written. Pieces of long symbols are short and follow one another: they are gathered to runs, of
/// which there are a few, as several threads work on neighbouring stretches at a time.
/// </summary>
/// <param name="handle">The file, which this closes.</param>
/// <param name="start">Where the sliver's data begin in the file.</param>
internal sealed class SliverFile(SafeFileHandle handle, int start) : IDisposable
{
    /// <summary>Bytes that are written at once, unless a piece is larger.</summary>
    public const int RunSize = 16 * 1024;

    private const int MaxRuns = 4;

    private readonly List<Run> _runs = new(1);

    /// <summary>Takes data bytes for their place in the sliver.</summary>
    public void Write(int offset, ReadOnlySpan<byte> bytes)
    {
        lock (_runs)
        {
            if (bytes.Length >= RunSize)
            {
                RandomAccess.Write(handle, bytes, start + offset);
                return;
            }

            Run run = FindRunThatEndsAt(offset) ?? StartRun(offset);
            if (run.Length + bytes.Length > RunSize)
                Flush(run);
            bytes.CopyTo(run.Bytes.AsSpan(run.Length));
            run.Length += bytes.Length;
        }
    }

    /// <summary>Writes what is left; the file is complete afterwards.</summary>
    public void Complete()
    {
        foreach (Run run in _runs)
            Flush(run);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Run run in _runs)
            ArrayPool<byte>.Shared.Return(run.Bytes);
        _runs.Clear();
        handle.Dispose();
    }

    private Run? FindRunThatEndsAt(int offset)
    {
        foreach (Run run in _runs)
        {
            if (run.Offset + run.Length == offset)
                return run;
        }

        return null;
    }

    private Run StartRun(int offset)
    {
        if (_runs.Count < MaxRuns)
        {
            _runs.Add(new Run(ArrayPool<byte>.Shared.Rent(RunSize)) { Offset = offset });
            return _runs[^1];
        }

        Run longest = _runs.MaxBy(run => run.Length)!;
        Flush(longest);
        longest.Offset = offset;
        return longest;
    }

    private void Flush(Run run)
    {
        RandomAccess.Write(handle, run.Bytes.AsSpan(0, run.Length), start + run.Offset);
        run.Offset += run.Length;
        run.Length = 0;
    }

    /// <summary>Consecutive bytes that were not written yet.</summary>
    private sealed class Run(byte[] bytes)
    {
        public byte[] Bytes => bytes;

        public int Offset { get; set; }

        public int Length { get; set; }
    }
}
