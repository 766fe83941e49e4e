using System.Diagnostics;
using System.Globalization;

namespace Walrus.Server.Tests;

/// <summary>Where on a blob's way a server kills itself.</summary>
/// <param name="place">Name of the place.</param>
/// <param name="count">At which passing of it, from 1.</param>
internal sealed class ServerKillPoint(string place, int count)
{
    public const string Received = "received";
    public const string Registered = "registered";
    public const string Ordered = "ordered";
    public const string Appended = "appended";
    public const string AskedToConfirm = "asked to confirm";
    public const string Signed = "signed";
    public const string Confirmed = "confirmed";
    public const string Certified = "certified";

    private const string Variable = "WALRUS_SERVER_TESTS_KILL";

    private int _passed;

    /// <summary>The point that this process was told; null in the one that runs the tests.</summary>
    public static ServerKillPoint? Asked()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('/') is not [string place, string count])
            return null;
        return new ServerKillPoint(place, int.Parse(count, CultureInfo.InvariantCulture));
    }

    /// <summary>Tells a process to die there.</summary>
    public Dictionary<string, string> ToEnvironment() => new() { [Variable] = string.Create(CultureInfo.InvariantCulture, $"{place}/{count}") };

    /// <summary>The process is at this place; it may be its last.</summary>
    public void Pass(string at)
    {
        if (at == place && Interlocked.Increment(ref _passed) == count)
        {
            Process.GetCurrentProcess().Kill();
            throw new UnreachableException();
        }
    }
}
