using System.Globalization;
using System.Reflection;

namespace Walrus.Hosting;

/// <summary>
/// The SQL of one kind of database for the ADO.NET providers of Orleans. These bring none: they read it from the table
/// <c>OrleansQuery</c>, which the schemas fill.
/// </summary>
/// <param name="database">Folder of the scripts: <c>Sqlite</c> or <c>Postgres</c>.</param>
internal sealed class OrleansScripts(string database)
{
    private const string Extension = ".sql";
    private static readonly Assembly Home = typeof(OrleansScripts).Assembly;

    /// <summary>What brings the tables from the version before to <paramref name="version"/>.</summary>
    public string Schema(int version) => Read(string.Create(CultureInfo.InvariantCulture, $"{database}/Schema/{version}{Extension}"));

    /// <summary>The queries by the key under which a provider looks for them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Queries()
    {
        string folder = $"{database}/Queries/";
        return from name in Home.GetManifestResourceNames()
               where name.StartsWith(folder, StringComparison.Ordinal)
               select KeyValuePair.Create(name[folder.Length..^Extension.Length], Read(name));
    }

    private static string Read(string name)
    {
        using Stream stream = Home.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script '{name}' is not embedded in {Home.GetName().Name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
