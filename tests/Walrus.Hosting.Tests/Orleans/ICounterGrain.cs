namespace Walrus.Hosting.Tests;

/// <summary>A grain with state and a reminder, to see where they rest.</summary>
[Alias("walrus.tests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> AddAsync(int amount);

    [Alias("Remind")]
    Task RemindAsync(string name);

    [Alias("IsReminded")]
    Task<bool> IsRemindedAsync(string name);
}
