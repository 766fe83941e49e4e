using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Walrus.Hosting.Options;

namespace Walrus.Architecture.Tests;

/// <summary>The manifest is committed; here it is held to the program that makes it and to the server that it starts.</summary>
public sealed partial class ManifestTests
{
    /// <summary>Prefix of the variables that Orleans reads, with the name that a provider has in Aspire and its package.</summary>
    private static readonly Dictionary<string, string> ProviderPackages = new()
    {
        ["Clustering/AzureTableStorage"] = "Microsoft.Orleans.Clustering.AzureStorage",
        ["Reminders/AzureTableStorage"] = "Microsoft.Orleans.Reminders.AzureStorage",
        ["GrainStorage/AzureBlobStorage"] = "Microsoft.Orleans.Persistence.AzureStorage",
    };

    private static readonly string AppHost = Repository.Read("AppHost/Program.cs");

    public static TheoryData<string> ProjectNames => [.. Manifest.Projects.Keys];

    [Fact]
    public void One_process_is_what_AppHost_starts() => Assert.Equal(["server"], Manifest.Projects.Keys);

    [Fact]
    public void The_network_has_the_shape_that_AppHost_gives_it_by_default()
    {
        foreach ((string setting, string option) in new[] { ("Nodes", "--nodes"), ("Shards", "--shards"), ("GatewayPort", "--gateway-port"), ("NodeBasePort", "--node-base-port") })
        {
            string count = Defaults().Matches(AppHost).Single(match => match.Groups["setting"].Value == setting).Groups["count"].Value;
            Assert.Equal(count, Manifest.Argument(Manifest.Projects["server"], option));
        }
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void A_process_is_the_project_that_AppHost_refers_to(string name)
    {
        string path = Manifest.Projects[name].GetProperty("path").GetString()!;
        ProjectFile appHost = ProjectFile.All.Single(project => project.Name == "AppHost");
        Assert.Contains(path, ProjectFile.All.Select(project => project.Path));
        Assert.Equal(Path.GetFileNameWithoutExtension(path), Assert.Single(appHost.References));
        Assert.Contains($"Projects.{appHost.References.Single().Replace('.', '_')}>", AppHost, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void A_process_gets_options_that_the_server_has_and_AppHost_gives(string name)
    {
        string[] arguments = Manifest.Arguments(Manifest.Projects[name]);
        string[] options = [.. arguments.Where((_, position) => position % 2 == 0)];
        Assert.Equal(options.Distinct(), options);
        Assert.Subset(ServerOption.All.Select(option => $"--{option.Name}").ToHashSet(), options.ToHashSet());
        Assert.Subset(OptionLiterals().Matches(AppHost).Select(literal => literal.Groups["option"].Value).ToHashSet(), options.ToHashSet());
    }

    [Fact]
    public void The_endpoint_that_others_see_is_the_gateway()
    {
        JsonElement server = Manifest.Projects["server"];
        JsonElement http = server.GetProperty("bindings").GetProperty("http");
        Assert.Equal(Manifest.Argument(server, "--gateway-port"), $"{http.GetProperty("targetPort").GetInt32()}");
        Assert.True(http.GetProperty("external").GetBoolean());
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void A_process_gets_values_that_the_server_accepts(string name)
    {
        ConfigurationManager configuration = new();
        foreach (ServerOption option in ServerOption.All)
            configuration[option.Key] = Manifest.Argument(Manifest.Projects[name], $"--{option.Name}");
        ServerOptions options = ServerOptions.From(configuration);
        Assert.Equal(ServerRoles.All, options.Roles);
        Assert.False(options.Dev);
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void Orleans_providers_are_those_of_the_packages_and_find_their_connection(string name)
    {
        IReadOnlyDictionary<string, string> environment = Manifest.Environment(Manifest.Projects[name]);
        string[] packages = [.. ProjectFile.All.Single(project => project.Name == "Walrus.Server.Azure").Xml
            .Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!)];
        Match[] providers = [.. environment.Keys.Select(key => ProviderTypes().Match(key)).Where(match => match.Success)];
        Assert.Equal(["Clustering", "GrainStorage", "Reminders"], providers.Select(provider => provider.Groups["kind"].Value).Order());
        foreach (Match provider in providers)
        {
            string key = environment[$"{provider.Groups["section"].Value}__ServiceKey"];
            Assert.Contains(ProviderPackages[$"{provider.Groups["kind"].Value}/{environment[provider.Value]}"], packages);
            Assert.Equal($"{{{key}.connectionString}}", environment[$"ConnectionStrings__{key}"]);
            Assert.Equal("value.v0", Manifest.Type(Manifest.Resources[key]));
            Assert.Contains($"(\"{key}\")", AppHost, StringComparison.Ordinal);
        }
        // OrleansDefaults completes these very sections when they are missing.
        Assert.Contains("Orleans__GrainStorage__Default__ProviderType", environment.Keys);
        Assert.Contains("Orleans__Reminders__ProviderType", environment.Keys);
    }

    [Fact]
    public void Every_expression_names_a_resource_and_every_file_exists()
    {
        string text = Repository.Read("aspire-manifest.json");
        foreach (Match expression in Expressions().Matches(text))
            Assert.Contains(expression.Groups["resource"].Value, Manifest.Resources.Keys);
        foreach (JsonElement resource in Manifest.Resources.Values)
        {
            if (resource.TryGetProperty("path", out JsonElement path))
                Assert.True(File.Exists(Path.Combine(Repository.Root, path.GetString()!)), path.GetString());
        }
    }

    [GeneratedRegex("""GetValue\("(?<setting>[A-Za-z]+)", (?<count>\d+)\)""")]
    private static partial Regex Defaults();

    [GeneratedRegex("\"(?<option>--[a-z-]+)\"")]
    private static partial Regex OptionLiterals();

    [GeneratedRegex("^(?<section>Orleans__(?<kind>[A-Za-z]+)(__[A-Za-z]+)?)__ProviderType$")]
    private static partial Regex ProviderTypes();

    [GeneratedRegex("""\{(?<resource>[a-z0-9-]+)\.[A-Za-z0-9.-]+\}""")]
    private static partial Regex Expressions();
}
