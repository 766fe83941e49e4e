namespace Walrus.Storage.Slivers.Index;

/// <summary>Lets readers into the index, and the writer replace it when nobody is in.</summary>
internal sealed class IndexGate(SliverBooks books) : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.NoRecursion);
    private volatile SliverBooks _books = books;
    private bool _disposed;

    /// <summary>The books, for the writer in its turn.</summary>
    public SliverBooks Books => _books;

    /// <summary>Asks the index. Nothing may wait inside.</summary>
    /// <exception cref="IndexFailedException">It is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public TResult Ask<TArgument, TResult>(TArgument argument, Func<SliverBooks, TArgument, TResult> question)
    {
        _lock.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(EmbeddedSliverStore));
            return question(Books, argument);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Puts other books in place of these, which are closed.</summary>
    public void Replace(SliverBooks next)
    {
        _lock.EnterWriteLock();
        try
        {
            Books.Dispose();
            _books = next;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        _lock.EnterWriteLock();
        try
        {
            if (!_disposed)
                Books.Dispose();
            _disposed = true;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }
}
