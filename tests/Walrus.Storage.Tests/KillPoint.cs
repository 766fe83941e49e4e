using System.Globalization;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Tests;

/// <summary>Before which operation a process is killed.</summary>
/// <param name="Subject">What it writes: store, journal or snapshots.</param>
/// <param name="Kind">Kind of operation.</param>
/// <param name="Count">Which of its kind, from 1.</param>
internal sealed record KillPoint(string Subject, DeviceOperationKind Kind, int Count)
{
    public static KillPoint Parse(string text)
    {
        string[] words = text.Split(' ');
        return new KillPoint(words[0], Enum.Parse<DeviceOperationKind>(words[1]), int.Parse(words[2], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Subject} {Kind} {Count}");
}
