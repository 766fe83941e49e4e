using Npgsql;

namespace Walrus.Storage.Journals;

/// <summary>
/// A session that the database tells of every append, from the first time that somebody waits for one. While it is broken, or a
/// notice is lost with it, those who wait look by themselves now and then.
/// </summary>
internal sealed class PostgresNotices : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _listen;
    private readonly AppendSignal _appended;
    private readonly PostgresJournalOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<Task> _listening;

    public PostgresNotices(NpgsqlDataSource source, string listen, AppendSignal appended, PostgresJournalOptions options)
    {
        (_source, _listen, _appended, _options) = (source, listen, appended, options);
        _listening = new Lazy<Task>(() => Task.Run(ListenAsync));
    }

    /// <summary>Completes when <paramref name="appended"/> does, or when it is time to look.</summary>
    public async Task WaitAsync(Task appended, CancellationToken cancellationToken)
    {
        _ = _listening.Value;
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(appended, Task.Delay(_options.PollInterval, _options.Time, done.Token));
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_listening.IsValueCreated)
            await _listening.Value;
        _stopping.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using NpgsqlConnection session = await _source.OpenConnectionAsync(_stopping.Token);
                session.Notification += (_, _) => _appended.Set();
#pragma warning disable CA2100 // Nothing in the text but the schema's name, which is checked to be letters, digits and underscores.
                await using NpgsqlCommand listen = new(_listen, session);
#pragma warning restore CA2100
                await listen.ExecuteNonQueryAsync(_stopping.Token);
                // What was appended before the session listened.
                _appended.Set();
                while (true)
                    await session.WaitAsync(_stopping.Token);
            }
            catch (NpgsqlException)
            {
                // Whoever waits looks by itself meanwhile, and says what is wrong when it cannot.
                await Task.Delay(_options.PollInterval, _options.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
