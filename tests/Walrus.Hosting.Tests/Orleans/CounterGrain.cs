namespace Walrus.Hosting.Tests;

public sealed class CounterGrain([PersistentState("counter")] IPersistentState<CounterState> state)
    : Grain, ICounterGrain, IRemindable
{
    public async Task<int> AddAsync(int amount)
    {
        state.State.Sum += amount;
        await state.WriteStateAsync();
        return state.State.Sum;
    }

    public Task RemindAsync(string name) =>
        this.RegisterOrUpdateReminder(name, TimeSpan.FromHours(1), TimeSpan.FromHours(2));

    public async Task<bool> IsRemindedAsync(string name) => await this.GetReminder(name) is not null;

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}

[GenerateSerializer, Alias("walrus.tests.CounterState")]
public sealed class CounterState
{
    [Id(0)]
    public int Sum { get; set; }
}
