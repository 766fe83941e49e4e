using Walrus.Cli.Tests.Support;

namespace Walrus.Cli.Tests.Network;

public sealed class RegisterCommandTests
{
    private static readonly string Blob = new('A', 43);
    private static readonly string Root = new('5', 64);

    [Fact]
    public void What_is_missing_or_malformed_is_wrong_usage()
    {
        CliRun.Of("register", "--blob-id", Blob, "--root-hash", Root, "--size", "1").AssertFails(2, "--epochs");
        CliRun.Of("register", "--blob-id", "b", "--root-hash", Root, "--size", "1", "--epochs", "1").AssertFails(2, "--blob-id");
        CliRun.Of("register", "--blob-id", Blob, "--root-hash", "5", "--size", "1", "--epochs", "1").AssertFails(2, "--root-hash");
        CliRun.Of("register", "--blob-id", Blob, "--root-hash", Root, "--size", "-1", "--epochs", "1").AssertFails(2, "--size");
    }

    [Fact]
    public void A_key_file_that_is_not_there_or_not_one_is_named()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("register", "--blob-id", Blob, "--root-hash", Root, "--size", "1", "--epochs", "1", "--wallet", folder.Of("none")).AssertFails(1, "no key file", "--wallet");
        string nonsense = folder.Write("nonsense", "AAAA"u8.ToArray());
        CliRun.Of("register", "--blob-id", Blob, "--root-hash", Root, "--size", "1", "--epochs", "1", "--wallet", nonsense).AssertFails(1, "is no key file");
    }
}
