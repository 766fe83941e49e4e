using System.Globalization;
using Npgsql;

namespace Walrus.Servers;

/// <summary>
/// A PostgreSQL server of its own, in a temporary folder and on loopback, started by the first who asks for it. It refuses to
/// run as root, then it runs as the user that Debian's package makes.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private readonly string _folder = Directory.CreateTempSubdirectory("walrus-postgres-").FullName;
    private readonly int _port = ServerProcess.FindFreePort();
    private readonly Lazy<Task> _started;

    public PostgresServer() => _started = new Lazy<Task>(StartAsync);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>How to reach its one database, once it runs.</summary>
    public async Task<string> GetConnectionStringAsync()
    {
        await _started.Value;
        return new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = User, Database = User, Timeout = 10 }.ConnectionString;
    }

    /// <summary>Makes another database; returns how to reach it.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        NpgsqlConnectionStringBuilder connection = new(await GetConnectionStringAsync());
        await using var source = NpgsqlDataSource.Create(connection.ConnectionString);
#pragma warning disable CA2100 // The test names it.
        await using NpgsqlCommand create = source.CreateCommand($"CREATE DATABASE \"{name}\"");
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        connection.Database = name;
        return connection.ConnectionString;
    }

    /// <summary>Ends every session but the caller's, as a failing network or an administrator would.</summary>
    public async Task EndSessionsAsync()
    {
        await using var source = NpgsqlDataSource.Create(await GetConnectionStringAsync());
        await using NpgsqlCommand end = source.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
        await end.ExecuteNonQueryAsync();
    }

    /// <summary>Stops it at once, as a crash would, and starts it again.</summary>
    public async Task CrashAndStartAsync()
    {
        await _started.Value;
        await ControlAsync("-m", "immediate", "stop");
        await ControlAsync("-o", Options, "-l", Path.Combine(_folder, "log"), "start");
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
            await ControlAsync("-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Options => $"-p {_port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c max_connections=300 -c unix_socket_directories={_folder}";

    /// <summary>Where Debian keeps it, the newest version first; elsewhere it is on the path.</summary>
    private static string FindProgram(string name)
    {
        IEnumerable<string> versions = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql") : [];
        return ServerProcess.Find(name, "PostgreSQL", versions.OrderDescending(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin")));
    }

    private async Task StartAsync()
    {
        if (Environment.UserName == "root")
            await ServerProcess.RunAsync("chown", User, _folder);
        await RunAsUserAsync("initdb", "-D", Data, "-A", "trust", "-U", User, "--no-sync", "-E", "UTF8");
        await ControlAsync("-o", Options, "-l", Path.Combine(_folder, "log"), "start");
    }

    private Task ControlAsync(params string[] arguments) => RunAsUserAsync("pg_ctl", ["-D", Data, "-w", "-s", .. arguments]);

    private static Task RunAsUserAsync(string program, params string[] arguments) => Environment.UserName == "root"
        ? ServerProcess.RunAsync("runuser", ["-u", User, "--", FindProgram(program), .. arguments])
        : ServerProcess.RunAsync(FindProgram(program), arguments);
}
