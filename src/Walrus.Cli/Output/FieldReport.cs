using System.Globalization;
using System.Text.Json;

namespace Walrus.Cli.Output;

/// <summary>A result of named values: a JSON object, or lines of name and value. Values that are null are left out.</summary>
internal sealed class FieldReport : IReport
{
    private readonly List<(string Name, object Value)> _fields = [];

    /// <summary>Adds a text, if there is one.</summary>
    public FieldReport Add(string name, string? value) => AddValue(name, value);

    /// <summary>Adds a whole number, if there is one.</summary>
    public FieldReport Add(string name, long? value) => AddValue(name, value);

    /// <summary>Adds a measured number, if there is one.</summary>
    public FieldReport Add(string name, double? value) => AddValue(name, value is { } number ? Math.Round(number, 3) : null);

    /// <summary>Adds texts, even if there are none.</summary>
    public FieldReport Add(string name, IReadOnlyList<string> values) => AddValue(name, values);

    /// <inheritdoc/>
    public void WriteText(TextWriter output)
    {
        int width = _fields.Max(field => field.Name.Length);
        foreach ((string name, object value) in _fields)
        {
            string text = value is IReadOnlyList<string> texts ? string.Join(", ", texts) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            output.WriteLine($"{name.PadRight(width)}  {text}".TrimEnd());
        }
    }

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach ((string name, object value) in _fields)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private FieldReport AddValue(string name, object? value)
    {
        if (value is not null)
            _fields.Add((name, value));
        return this;
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IReadOnlyList<string> texts:
                json.WriteStartArray();
                foreach (string text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }
}
