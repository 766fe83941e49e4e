using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Governance;

/// <summary>Which code the network runs: votes on digests, weighted by shards (control plane 8.1).</summary>
internal static class UpgradeRules
{
    public static void Vote(TransactionContext context, VoteUpgrade command)
    {
        CommitteeMember member = NodeRules.RequireVoter(context, command.Node);
        GovernanceState governance = context.State.Markets.Governance.Value;
        UpgradeProposal? open = governance.Upgrades.GetValueOrDefault(command.Digest);
        if (open is null || open.Epoch != context.Now || open.Version != governance.Code.Version + 1)
        {
            open = new UpgradeProposal(context.Now, governance.Code.Version + 1, 0, []);
            context.Emit(new ContractUpgradeProposed(context.Now, command.Digest));
        }

        LedgerException.Require(!open.Voters.Contains(member.Node), Reason.EDuplicateVote);
        UpgradeProposal voted = open with { Weight = open.Weight + member.Weight, Voters = open.Voters.Add(member.Node) };
        Save(context, governance with { Upgrades = governance.Upgrades.SetItem(command.Digest, voted) });
        if (ShardWeights.IsQuorum(voted.Weight, context.Rules.Shards))
            context.Emit(new ContractUpgradeQuorumReached(context.Now, command.Digest));
    }

    public static void Authorize(TransactionContext context, AuthorizeUpgrade command)
    {
        GovernanceState governance = context.State.Markets.Governance.Value;
        UpgradeProposal proposal = governance.Upgrades.GetValueOrDefault(command.Digest)
            ?? throw new LedgerException(Reason.EInvalidPackageDigest);
        LedgerException.Require(proposal.Epoch == context.Now, Reason.EWrongEpoch);
        LedgerException.Require(ShardWeights.IsQuorum(proposal.Weight, context.Rules.Shards), Reason.ENotEnoughVotes);
        LedgerException.Require(proposal.Version == governance.Code.Version + 1, Reason.EWrongVersion);
        Accept(context, governance with { Upgrades = governance.Upgrades.Remove(command.Digest) }, command.Digest);
    }

    public static void Emergency(TransactionContext context, EmergencyUpgrade command)
    {
        RequireRole(context, command.Capability, CapabilityRole.EmergencyUpgrade);
        Accept(context, context.State.Markets.Governance.Value, command.Digest);
    }

    public static void Commit(TransactionContext context, CommitUpgrade command)
    {
        GovernanceState governance = context.State.Markets.Governance.Value;
        LedgerException.Require(governance.Code.Authorized == command.Digest, Reason.EInvalidPackageDigest);
        // Whoever commits, the same code gets the same id.
        ObjectId package = ObjectIds.Derive(command.Digest, governance.Code.Version);
        Save(context, governance with { Code = governance.Code with { Authorized = null, Package = package } });
        context.Emit(new UpgradeCommitted(context.Now, command.Digest, package, governance.Code.Version));
    }

    public static void Migrate(TransactionContext context)
    {
        GovernanceState governance = context.State.Markets.Governance.Value;
        CodeVersion code = governance.Code;
        LedgerException.Require(code is { Authorized: null, Package: not null } && code.StateVersion < code.Version, Reason.EWrongVersion);
        Save(context, governance with { Code = code with { StateVersion = code.Version } });
        context.Emit(new ContractUpgraded(context.Now, code.Package!.Value, code.Version));
    }

    public static void CleanUp(TransactionContext context, CleanUpUpgrade command)
    {
        GovernanceState governance = context.State.Markets.Governance.Value;
        if (governance.Upgrades.GetValueOrDefault(command.Digest) is not { } proposal)
            return;
        if (proposal.Epoch < context.Now || proposal.Version <= governance.Code.Version)
            Save(context, governance with { Upgrades = governance.Upgrades.Remove(command.Digest) });
    }

    public static void BurnCapability(TransactionContext context, BurnCapability command)
    {
        Capability capability = context.Owned<Capability>(command.Capability);
        context.Remove(capability.Id);
        context.Emit(new CapabilityBurned(context.Now, capability.Id));
    }

    public static void RequireRole(TransactionContext context, ObjectArgument capability, CapabilityRole role) =>
        LedgerException.Require(context.Owned<Capability>(capability).Role == role, Reason.ENotAuthorized);

    private static void Accept(TransactionContext context, GovernanceState governance, Bytes32 digest)
    {
        ulong version = governance.Code.Version + 1;
        Save(context, governance with { Code = governance.Code with { Version = version, Authorized = digest } });
        context.Emit(new UpgradeAuthorized(context.Now, digest, version));
    }

    private static void Save(TransactionContext context, GovernanceState governance) =>
        context.State.Markets.Governance.Value = governance;
}
