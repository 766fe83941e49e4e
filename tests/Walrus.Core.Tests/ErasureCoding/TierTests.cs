using System.Diagnostics;
using Walrus.Core.Tests.Encoding;

namespace Walrus.Core.Tests.ErasureCoding;

/// <summary>The vectors once more in child processes that are denied the processor's better instructions.</summary>
public sealed class TierTests
{
    [Theory]
    [InlineData("EnableAVX512")]
    [InlineData("EnableGFNI")]
    [InlineData("EnableAVX512,EnableGFNI")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableHWIntrinsic")]
    public async Task Vectors_hold_without(string instructions)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string method in new[] { nameof(BlobVectorTests.Small_blobs_encode_to_the_known_slivers_and_id), nameof(DecodeVectorTests.Every_set_of_slivers_decodes_to_the_known_bytes) })
        {
            start.ArgumentList.Add("--filter-method");
            start.ArgumentList.Add("*." + method);
        }

        foreach (string name in instructions.Split(','))
            start.Environment["DOTNET_" + name] = "0";
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, await output);
    }
}
