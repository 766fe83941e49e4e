using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;

namespace Walrus.Ledger.Subsidies;

/// <summary>Money that is added to what users pay (control plane 2.9).</summary>
internal static class SubsidyRules
{
    private const uint MaxUsageBp = 1_000_000;
    private const uint WholeBp = 10_000;
    private const uint MaxShards = 1000;

    public static void Add(TransactionContext context, AddSubsidy command)
    {
        LedgerException.Require(command.Epochs >= 1, Reason.EInvalidEpochsAhead);
        LedgerException.Require(command.Epochs <= context.Rules.MaxEpochsAhead, Reason.EInvalidEpochsAhead);
        ulong share = command.Amount / command.Epochs;
        ulong[] amounts = [.. Enumerable.Repeat(share, (int)command.Epochs)];
        amounts[0] += command.Amount % command.Epochs;
        PayIntoRing(context, amounts);
    }

    public static void AddPerEpoch(TransactionContext context, AddPerEpochSubsidies command)
    {
        LedgerException.Require((uint)command.Amounts.Length <= context.Rules.MaxEpochsAhead, Reason.EInvalidEpochsAhead);
        PayIntoRing(context, command.Amounts);
    }

    public static void Fund(TransactionContext context, FundSubsidyPool command)
    {
        LedgerException.Require(command.Amount > 0, Reason.EInvalidAmount);
        context.Pay(command.Amount, CostKind.Other);
        SubsidyState module = context.State.Markets.Subsidies.Value;
        context.State.Markets.Subsidies.Value = module with { Pool = module.Pool + command.Amount };
        context.Emit(new SubsidyPoolFunded(context.Now, context.Sender, command.Amount));
    }

    public static void SetRates(TransactionContext context, SetSubsidyRates command)
    {
        UpgradeRules.RequireRole(context, command.Capability, CapabilityRole.SubsidyAdmin);
        SubsidyRates rates = command.Rates;
        LedgerException.Require(rates.UsageBp <= MaxUsageBp, Reason.EInvalidSubsidyRate);
        // Within what every member of any committee could be owed.
        LedgerException.Require((UInt128)rates.Base + (UInt128)rates.PerShard * MaxShards <= ulong.MaxValue, Reason.EInvalidSubsidyRate);
        context.State.Markets.Subsidies.Value = context.State.Markets.Subsidies.Value with { Rates = rates };
        context.Emit(new SubsidyRatesSet(context.Now, rates));
    }

    public static void Process(TransactionContext context)
    {
        ulong fixedPaid = PayFixed(context);
        ulong usagePaid = PayUsage(context);
        SubsidyState module = context.State.Markets.Subsidies.Value;
        context.State.Markets.Subsidies.Value = module with { LastRunMs = context.TimestampMs };
        context.Emit(new SubsidiesProcessed(context.Now, fixedPaid, usagePaid));
    }

    // Once per epoch, to the committee of the one before; what nobody asks for in time is lost.
    private static ulong PayFixed(TransactionContext context)
    {
        SubsidyState module = context.State.Markets.Subsidies.Value;
        EpochState epochs = context.State.Epochs.Value;
        if (context.Now.Value < 1 || module.LatestEpoch.Value + 1 >= context.Now.Value)
            return 0;
        ulong paid = 0;
        foreach (CommitteeMember member in epochs.Previous?.Members ?? [])
        {
            ulong amount = module.Rates.Base + (ulong)member.Weight * module.Rates.PerShard;
            CommissionRules.Add(context.State, member.Node, amount);
            paid += amount;
        }

        TakeFromPool(context, paid);
        context.State.Markets.Subsidies.Value =
            context.State.Markets.Subsidies.Value with { LatestEpoch = new Epoch(context.Now.Value - 1) };
        return paid;
    }

    // Everything that raised a bucket since the last run counts as usage.
    private static ulong PayUsage(TransactionContext context)
    {
        SubsidyState module = context.State.Markets.Subsidies.Value;
        FutureAccounting ring = context.State.System.Value.Ring;
        ImmutableSortedDictionary<Epoch, ulong>.Builder counted = ImmutableSortedDictionary.CreateBuilder<Epoch, ulong>();
        ulong paid = 0;
        foreach (RingEntry bucket in ring.Entries)
        {
            ulong fresh = bucket.Rewards - module.Counted.GetValueOrDefault(bucket.Epoch);
            ulong added = (ulong)((UInt128)fresh * module.Rates.UsageBp / WholeBp);
            ring = ring.Add(bucket.Epoch, bucket.Epoch.Plus(1), 0, added);
            paid += added;
            if (bucket.Rewards + added > 0)
                counted.Add(bucket.Epoch, bucket.Rewards + added);
        }

        TakeFromPool(context, paid);
        context.State.System.Value = context.State.System.Value with { Ring = ring };
        context.State.Markets.Subsidies.Value = context.State.Markets.Subsidies.Value with { Counted = counted.ToImmutable() };
        return paid;
    }

    private static void TakeFromPool(TransactionContext context, ulong amount)
    {
        SubsidyState module = context.State.Markets.Subsidies.Value;
        LedgerException.Require(module.Pool >= amount, Reason.EInsufficientFundsInPool);
        context.State.Markets.Subsidies.Value = module with { Pool = module.Pool - amount };
    }

    private static void PayIntoRing(TransactionContext context, IReadOnlyList<ulong> amounts)
    {
        FutureAccounting ring = context.State.System.Value.Ring;
        ulong total = 0;
        for (int i = 0; i < amounts.Count; i++)
        {
            Epoch epoch = context.Now.Plus((uint)i);
            ring = ring.Add(epoch, epoch.Plus(1), 0, amounts[i]);
            total += amounts[i];
        }

        LedgerException.Require(total > 0, Reason.EInvalidAmount);
        context.Pay(total, CostKind.Other);
        context.State.System.Value = context.State.System.Value with { Ring = ring };
        context.Emit(new SubsidyAdded(context.Now, context.Sender, [.. amounts]));
    }
}
