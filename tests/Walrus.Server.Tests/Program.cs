using Walrus.Hosting;
using Xunit.MicrosoftTestingPlatform;

namespace Walrus.Server.Tests;

/// <summary>Runs the tests, or is the server that one of them wants killed.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) => ServerKillPoint.Asked() is { } point
        ? WalrusServer.RunAsync(arguments, builder => KillingServer.Arm(builder, point))
        : TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}
