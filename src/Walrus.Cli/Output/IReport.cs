using System.Text.Json;

namespace Walrus.Cli.Output;

/// <summary>The result of a command, for people and for programs.</summary>
internal interface IReport
{
    /// <summary>Writes what a person, or a pipe, wants to know.</summary>
    void WriteText(TextWriter output);

    /// <summary>Writes one JSON value.</summary>
    void WriteJson(Utf8JsonWriter json);
}
