namespace Walrus.Cli;

/// <summary>What the process answers to whoever started it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>What was asked for could not be done; standard error says why and what to do next.</summary>
    public const int Failed = 1;

    /// <summary>There is no such command, or its options make no sense.</summary>
    public const int WrongUsage = 2;
}
