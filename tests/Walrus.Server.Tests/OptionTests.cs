namespace Walrus.Server.Tests;

public sealed class OptionTests
{
    [Theory]
    [InlineData("--shards", "3", "--shards 3")]
    [InlineData("--epoch", "soon", "--epoch soon")]
    [InlineData("--roles", "king", "--roles king")]
    [InlineData("--max-body-size", "much", "--max-body-size much")]
    [InlineData("--gateway-port", "70000", "--gateway-port 70000")]
    [InlineData("--journal", "tape", "--journal tape")]
    [InlineData("--journal", "postgres", "--journal postgres needs a connection string")]
    [InlineData("--slivers", "azure", "--slivers azure needs a connection string")]
    [InlineData("--slivers", "postgres", "--slivers postgres")]
    [InlineData("--scrub-rate", "slowly", "--scrub-rate slowly")]
    public async Task A_bad_value_is_one_clear_line_and_exit_code_2(string option, string value, string said)
    {
        using DataFolder data = new();
        (int exitCode, string output) = await ServerProcessHandle.RunToEndAsync("--data", data.Path, option, value);
        Assert.Equal(2, exitCode);
        Assert.StartsWith(said, output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output);
    }

    [Fact]
    public async Task An_unknown_option_is_exit_code_2()
    {
        (int exitCode, string output) = await ServerProcessHandle.RunToEndAsync("--sharks", "10");
        Assert.Equal(2, exitCode);
        Assert.Contains("--sharks", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option_with_its_default()
    {
        (int exitCode, string output) = await ServerProcessHandle.RunToEndAsync("--help");
        Assert.Equal(0, exitCode);
        foreach (Hosting.Options.ServerOption option in Hosting.Options.ServerOption.All)
            Assert.Contains($"--{option.Name} ", output, StringComparison.Ordinal);
        Assert.Contains("31415", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_and_another_shard_count_are_refused_on_the_same_data()
    {
        using DataFolder data = new();
        ServerPorts ports = ServerPorts.Find();
        await using (ServerProcessHandle server = await ServerProcessHandle.StartAsync(ports, data.Path, "--nodes", "4", "--shards", "10"))
        {
            (int second, _) = await ServerProcessHandle.RunToEndAsync([.. ServerProcessHandle.Arguments(ServerPorts.Find(), data.Path)]);
            Assert.Equal(2, second);
            await server.TerminateAsync();
        }

        (int exitCode, string output) = await ServerProcessHandle.RunToEndAsync([.. ServerProcessHandle.Arguments(ports, data.Path, "--shards", "100")]);
        Assert.Equal(2, exitCode);
        Assert.StartsWith("--shards", output, StringComparison.Ordinal);
    }
}
