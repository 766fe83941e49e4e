using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Walrus.Hosting.Tests;

public sealed class SqliteRemindersTests
{
    private static readonly DateTime Start = new(2030, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

    [Fact]
    public async Task A_row_reads_as_it_was_written_and_only_its_version_removes_it()
    {
        using TemporaryFolder folder = new();
        await using InProcessTestCluster cluster = await TestSilo.StartAsync(folder.Path);
        IReminderTable table = Table(cluster);
        GrainId id = GrainId.Create("walrus", "long");
        // Longer than a 32-bit count of milliseconds, which the provider sends as another type.
        ReminderEntry entry = new() { GrainId = id, ReminderName = "year", StartAt = Start, Period = TimeSpan.FromDays(365) };
        string? first = await table.UpsertRow(entry);
        string? second = await table.UpsertRow(entry);

        ReminderEntry? read = await table.ReadRow(id, "year");
        Assert.NotNull(read);
        Assert.Equal((id, "year", second), (read.GrainId, read.ReminderName, read.ETag));
        Assert.Equal((Start, TimeSpan.FromDays(365)), (read.StartAt, read.Period));
        Assert.NotEqual(first, second);
        Assert.False(await table.RemoveRow(id, "year", first!));
        Assert.True(await table.RemoveRow(id, "year", second!));
        Assert.False(await table.RemoveRow(id, "year", second!));
        Assert.Null(await table.ReadRow(id, "year"));
    }

    [Fact]
    public async Task Every_range_of_the_ring_finds_the_reminders_whose_hash_lies_in_it()
    {
        using TemporaryFolder folder = new();
        await using InProcessTestCluster cluster = await TestSilo.StartAsync(folder.Path);
        IReminderTable table = Table(cluster);
        GrainId[] grains = [.. Enumerable.Range(0, 40).Select(i => GrainId.Create("walrus", $"grain-{i}"))];
        foreach (GrainId id in grains)
            await table.UpsertRow(new() { GrainId = id, ReminderName = "tick", StartAt = Start, Period = TimeSpan.FromHours(1) });

        uint[] bounds = [0, 1, 0x3FFF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0xC000_0000, uint.MaxValue, grains[7].GetUniformHashCode()];
        foreach (uint begin in bounds)
        {
            foreach (uint end in bounds)
            {
                string[] expected = [.. grains.Where(id => IsIn(id.GetUniformHashCode(), begin, end)).Select(id => id.ToString()).Order()];
                ReminderTableData found = await table.ReadRows(begin, end);
                Assert.Equal(expected, found.Reminders.Select(r => r.GrainId.ToString()).Order());
            }
        }
        Assert.Single((await table.ReadRows(grains[0])).Reminders);
        await table.TestOnlyClearTable();
        Assert.Empty((await table.ReadRows(0, 0)).Reminders);
    }

    /// <summary>After begin, up to and with end, around the ring; begin = end is the whole ring.</summary>
    private static bool IsIn(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static IReminderTable Table(InProcessTestCluster cluster) =>
        cluster.Silos[0].ServiceProvider.GetRequiredService<IReminderTable>();
}
