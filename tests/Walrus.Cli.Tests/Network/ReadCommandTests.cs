using Walrus.Cli.Tests.Support;

namespace Walrus.Cli.Tests.Network;

public sealed class ReadCommandTests
{
    private static readonly string Blob = new('A', 43);

    [Fact]
    public void What_is_missing_or_malformed_is_wrong_usage()
    {
        CliRun.Of("read").AssertFails(2, "BLOB_ID");
        CliRun.Of("read", "b").AssertFails(2, "'b' is no blob id");
        CliRun.Of("read-balance", "deposit").AssertFails(2, "--amount");
        foreach (string amount in (string[])["0", "-1", "1.", ".5", "1.0000000001", "1e3", "1.2.3", "18446744073.709551616", "x"])
        {
            CliRun.Of("read", Blob, $"--pay-up-to={amount}").AssertFails(2, "--pay-up-to", "amount of WAL");
            CliRun.Of("read-balance", "deposit", $"--amount={amount}").AssertFails(2, "--amount", "amount of WAL");
        }
    }

    [Fact]
    public void Who_pays_needs_a_key_and_who_only_reads_does_not()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("read", Blob, "--pay-up-to", "18446744073.709551615", "--wallet", folder.Of("none")).AssertFails(1, "no key file", "--wallet");
        CliRun.Of("read-balance", "show", "--wallet", folder.Of("none")).AssertFails(1, "no key file", "--wallet");
        // Nobody listens on the port of nothing.
        CliRun.Of("read", Blob, "--url", "http://127.0.0.1:1").AssertFails(1, "cannot be reached");
    }

    [Fact]
    public void A_file_is_not_begun_when_there_is_nothing_to_read()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("read", Blob, "--url", "http://127.0.0.1:1", "--out", folder.Of("blob")).AssertFails(1, "cannot be reached");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
