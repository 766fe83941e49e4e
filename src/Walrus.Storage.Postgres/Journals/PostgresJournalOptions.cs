namespace Walrus.Storage.Journals;

/// <summary>Settings of a <see cref="PostgresLedgerJournal"/>.</summary>
public sealed record PostgresJournalOptions
{
    /// <summary>Schema of the journal's tables; one database can hold several journals. Letters, digits and underscores.</summary>
    public string Schema { get; init; } = "walrus_ledger";

    /// <summary>How long a reader that is not the writer trusts that it would have been told if the journal had grown.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a writer whose connection broke waits for the database to notice and to free its lock.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Clock of both.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
