using Microsoft.Data.Sqlite;

namespace Walrus.Hosting.Tests;

public sealed class OrleansSqliteSchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = _folder.File("a;b 'c'.db") }.ConnectionString;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_start_keeps_the_rows_and_renews_the_queries()
    {
        OrleansSqliteSchema.Apply(ConnectionString);
        long queries = Read("SELECT count(*) FROM OrleansQuery");
        Read("INSERT INTO grain_state VALUES ('s', 't', 1, 2, '', x'00', 4) RETURNING 1");
        Read("UPDATE OrleansQuery SET QueryText = 'of an older program' RETURNING 1");
        Read("INSERT INTO OrleansQuery VALUES ('NoLongerKnown', '') RETURNING 1");

        OrleansSqliteSchema.Apply(ConnectionString);
        Assert.Equal(1, Read("SELECT count(*) FROM grain_state"));
        Assert.Equal(queries, Read("SELECT count(*) FROM OrleansQuery"));
        Assert.Equal(0, Read("SELECT count(*) FROM OrleansQuery WHERE QueryText = 'of an older program'"));
        Assert.Equal(OrleansSqliteSchema.Version, Read("PRAGMA user_version"));
    }

    [Fact]
    public async Task Several_processes_may_start_on_a_new_file_at_once()
    {
        // Which moment the others hit is a matter of luck: many files give it many chances.
        for (int round = 0; round < 25; round++)
        {
            string file = new SqliteConnectionStringBuilder { DataSource = _folder.File($"{round}.db") }.ConnectionString;
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OrleansSqliteSchema.Apply(file))));
        }
    }

    [Fact]
    public void A_newer_file_is_refused_in_one_line_that_names_it()
    {
        OrleansSqliteSchema.Apply(ConnectionString);
        Read("PRAGMA user_version = 99; SELECT 1");
        GrainStateFormatException refused =
            Assert.Throws<GrainStateFormatException>(() => OrleansSqliteSchema.Apply(ConnectionString));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_and_left_alone()
    {
        Read("CREATE TABLE recipes (name TEXT); SELECT 1");
        Assert.Throws<GrainStateFormatException>(() => OrleansSqliteSchema.Apply(ConnectionString));
        Assert.Equal(1, Read("SELECT count(*) FROM sqlite_master"));
    }

    private long Read(string sql)
    {
        using SqliteConnection connection = new(ConnectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
