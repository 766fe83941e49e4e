using System.Text.Json;

namespace Walrus.Architecture.Tests;

/// <summary>aspire-manifest.json: the resources that AppHost publishes.</summary>
internal static class Manifest
{
    public static IReadOnlyDictionary<string, JsonElement> Resources { get; } =
        JsonDocument.Parse(Repository.Read("aspire-manifest.json")).RootElement.GetProperty("resources")
            .EnumerateObject().ToDictionary(resource => resource.Name, resource => resource.Value);

    /// <summary>The resources that are processes of this project.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Projects { get; } =
        Resources.Where(resource => Type(resource.Value) == "project.v0").ToDictionary();

    public static string Type(JsonElement resource) => resource.GetProperty("type").GetString()!;

    public static string[] Arguments(JsonElement project) =>
        [.. project.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!)];

    /// <summary>The value that follows an option, null when the option is not there.</summary>
    public static string? Argument(JsonElement project, string option)
    {
        string[] arguments = Arguments(project);
        int at = Array.IndexOf(arguments, option);
        return at < 0 ? null : arguments[at + 1];
    }

    public static IReadOnlyDictionary<string, string> Environment(JsonElement project) =>
        project.GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);
}
