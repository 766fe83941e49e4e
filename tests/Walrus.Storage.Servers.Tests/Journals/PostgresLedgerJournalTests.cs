using Npgsql;
using Walrus.Servers;
using Walrus.Storage.Journals;
using Walrus.Storage.Tests;
using Walrus.Storage.Tests.Journals;

namespace Walrus.Storage.Servers.Tests.Journals;

public sealed class PostgresLedgerJournalTests(PostgresServer server) : LedgerJournalConformance
{
    private static int _schemas;
    private readonly PostgresJournalOptions _options = new()
    {
        Schema = $"journal_{Interlocked.Increment(ref _schemas)}",
        PollInterval = TimeSpan.FromMilliseconds(5),
    };

    private string _connectionString = "";

    public override async ValueTask InitializeAsync()
    {
        _connectionString = await server.GetConnectionStringAsync();
        await base.InitializeAsync();
    }

    protected override ILedgerJournal Create() => new PostgresLedgerJournal(_connectionString, _options);

    [Fact]
    public async Task A_second_writer_is_locked_out_until_the_first_is_closed()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        await using ILedgerJournal second = Create();
        JournalLockedException error = await Assert.ThrowsAsync<JournalLockedException>(async () => await second.AcquireWriterAsync(Cancel));
        Assert.Contains(_options.Schema, error.Location, StringComparison.Ordinal);
        Assert.Equal([(0, "a")], await ReadAsync(second, 0));
        await Journal.DisposeAsync();
        Assert.Equal(1, await second.AcquireWriterAsync(Cancel));
        Assert.Equal(2, await second.AppendAsync(1, [Bytes.Of("b")], Cancel));
    }

    [Fact]
    public async Task A_writer_that_lost_its_session_cannot_append_before_it_has_acquired_again()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        await server.EndSessionsAsync();
        await using ILedgerJournal second = Create();
        Assert.Equal(1, await second.AcquireWriterAsync(Cancel));
        Assert.Equal(2, await second.AppendAsync(1, [Bytes.Of("second's")], Cancel));
        JournalUnknownOutcomeException lost = await Assert.ThrowsAsync<JournalUnknownOutcomeException>(
            async () => await Journal.AppendAsync(1, [Bytes.Of("first's")], Cancel));
        Assert.Equal(1, lost.Position);
        await Assert.ThrowsAsync<JournalUnknownOutcomeException>(async () => await Journal.AppendAsync(1, [Bytes.Of("first's")], Cancel));
        await second.DisposeAsync();
        Assert.Equal(2, await Journal.AcquireWriterAsync(Cancel));
        Assert.Equal([(0, "a"), (1, "second's")], await ReadAsync(0));
        Assert.Equal(3, await Journal.AppendAsync(2, [Bytes.Of("b")], Cancel));
    }

    [Fact]
    public async Task A_writer_that_somebody_went_past_is_told_so_and_writes_nothing()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await ExecuteAsync($"INSERT INTO \"{_options.Schema}\".record VALUES (0, {unchecked((int)PostgresChain.Continue(0, 0, "x"u8))}, 'x')");
        JournalConflictException conflict = await Assert.ThrowsAsync<JournalConflictException>(
            async () => await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel));
        Assert.Equal((0, 1), (conflict.Expected, conflict.Head));
        Assert.Equal(1, await Journal.AcquireWriterAsync(Cancel));
        Assert.Equal([(0, "x")], await ReadAsync(0));
    }

    [Fact]
    public async Task Another_instance_follows()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await using ILedgerJournal reader = Create();
        Task<List<string>> following = FollowAsync(reader, 20);
        for (int i = 0; i < 20; i++)
            await Journal.AppendAsync(i, [Bytes.Of($"{i}")], Cancel);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), await following);
    }

    [Theory]
    [InlineData("DELETE FROM \"{0}\".record WHERE position = 1", 1)]
    [InlineData("UPDATE \"{0}\".record SET bytes = 'z' WHERE position = 1", 1)]
    [InlineData("UPDATE \"{0}\".record SET chain = chain + 1 WHERE position = 2", 2)]
    [InlineData("UPDATE \"{0}\".record SET position = position + 10 WHERE position = 2", 2)]
    public async Task Damage_is_found_by_readers_and_refused_by_the_writer(string damage, long position)
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a"), Bytes.Of("b"), Bytes.Of("c")], Cancel);
        await Journal.DisposeAsync();
        await ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, damage, _options.Schema));
        await using ILedgerJournal damaged = Create();
        JournalCorruptedException read = await Assert.ThrowsAsync<JournalCorruptedException>(() => ReadAsync(damaged, 0));
        JournalCorruptedException acquired = await Assert.ThrowsAsync<JournalCorruptedException>(async () => await damaged.AcquireWriterAsync(Cancel));
        Assert.Equal((position, position), (read.Offset, acquired.Offset));
    }

    [Fact]
    public async Task Another_version_is_refused_in_one_line()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.DisposeAsync();
        await ExecuteAsync($"UPDATE \"{_options.Schema}\".format SET version = 9");
        await using ILedgerJournal other = Create();
        StorageFormatException error = await Assert.ThrowsAsync<StorageFormatException>(async () => await other.AcquireWriterAsync(Cancel));
        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_crash_of_the_server()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a"), Bytes.Of("b")], Cancel);
        await server.CrashAndStartAsync();
        await Assert.ThrowsAsync<JournalUnknownOutcomeException>(async () => await Journal.AppendAsync(2, [Bytes.Of("c")], Cancel));
        Assert.Equal(2, await Journal.AcquireWriterAsync(Cancel));
        Assert.Equal([(0, "a"), (1, "b")], await ReadAsync(0));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_named_without_the_password()
    {
        await using var journal = new PostgresLedgerJournal("Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d;Timeout=2");
        IOException error = await Assert.ThrowsAsync<IOException>(async () => await journal.AcquireWriterAsync(Cancel));
        Assert.Contains("127.0.0.1:1/d", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(async () => await journal.GetHeadAsync(Cancel));
        Assert.Throws<ArgumentException>(() => new PostgresLedgerJournal("Host=h", new PostgresJournalOptions { Schema = "a\"b" }));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_connectionString);
#pragma warning disable CA2100 // The test's own text.
        await using NpgsqlCommand command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
