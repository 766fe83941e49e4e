using Xunit.MicrosoftTestingPlatform;

namespace Walrus.Storage.Tests;

/// <summary>Runs the tests, or is the second process of one of them.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (SecondProcess.HoldWhenAsked() is not { } holding)
            return await TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        await holding;
        return 0;
    }
}
