namespace Walrus.Hosting.Transport.Memory;

/// <summary>
/// Whether one end of a pipe is in use. It may be closed at any moment, but its memory goes back only when no call is copying from or to it.
/// </summary>
internal struct PipeUse
{
    private const int Busy = 1;
    private const int Closed = 2;

    private int _state;

    /// <summary>A call begins.</summary>
    /// <exception cref="InvalidOperationException">Another is under way.</exception>
    /// <returns>False when the end is closed.</returns>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Busy, 0) switch
    {
        0 => true,
        Busy => throw new InvalidOperationException("Another call is under way at this end of the connection."),
        _ => false,
    };

    /// <summary>The call is over.</summary>
    /// <returns>True when the end was closed meanwhile: the caller completes the pipe.</returns>
    public bool End() => (Interlocked.And(ref _state, ~Busy) & Closed) != 0;

    /// <summary>Closes the end.</summary>
    /// <returns>True when nothing is under way: the caller completes the pipe. False: the call that is, or was, completes it.</returns>
    public bool Close() => Interlocked.Or(ref _state, Closed) == 0;
}
