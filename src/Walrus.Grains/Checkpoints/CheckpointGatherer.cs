using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Walrus.Client.StorageNodes;
using Walrus.Core;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Committees;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// Asks members of a header's committee for their signatures until they are a quorum. Those asked first are just enough, others each
/// time; the rest are asked only when some of them do not answer.
/// </summary>
public sealed partial class CheckpointGatherer(LedgerReplica replica, StorageNodeClients nodes, NetworkClock clock, ILogger<CheckpointGatherer> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstWave = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private sealed record Signers(CommitteeRoster Roster, ImmutableArray<Uri?> Urls);

    /// <summary>The checkpoint of the block at <paramref name="height"/>; null when too few signed in time.</summary>
    public async Task<Checkpoint?> GatherAsync(ulong height)
    {
        if (await replica.WaitForHeaderAsync(height, Patience, clock.Underlying) is not { } header || FindSigners(header) is not { } signers)
            return null;
        ConfirmationAggregator signatures = new(signers.Roster.Certifying, Checkpoint.MessageOf(header));
        ConfirmationCertificate? certificate = await GatherAsync(signatures, signers, header);
        return certificate is null ? null : new Checkpoint(header, certificate.ForLedger(signers.Roster.Members.Length));
    }

    private async Task<ConfirmationCertificate?> GatherAsync(ConfirmationAggregator signatures, Signers signers, BlockHeader header)
    {
        Queue<int> others = new(Enumerable.Range(0, signers.Urls.Length).Select(i => (int)(((ulong)i + header.Height) % (ulong)signers.Urls.Length)));
        List<Task<Answer>> asked = AskEnough(others, signers, header.Height);
        Task expired = Task.Delay(Limit, clock.Underlying);
        Task firstWave = Task.Delay(FirstWave, clock.Underlying);
        while (asked.Count > 0)
        {
            Task next = await Task.WhenAny([.. asked, expired, .. others.Count > 0 ? [firstWave] : Array.Empty<Task>()]);
            if (next == expired)
                return null;
            if (next is Task<Answer> done)
            {
                asked.Remove(done);
                if (Take(signatures, await done) && await Task.Run(signatures.TryCertify) is { } certificate)
                    return certificate;
            }

            if (next != firstWave && asked.Count > 0)
                continue;
            while (others.TryDequeue(out int member))
                asked.Add(AskAsync(member, signers, header.Height));
        }

        return null;
    }

    private List<Task<Answer>> AskEnough(Queue<int> order, Signers signers, ulong height)
    {
        List<Task<Answer>> asked = [];
        int weight = 0;
        while (!CertificateStrength.Quorum.IsReachedBy(weight, signers.Roster.Certifying.Shards) && order.TryDequeue(out int member))
        {
            weight += signers.Roster.Members[member].Weight;
            asked.Add(AskAsync(member, signers, height));
        }

        return asked;
    }

    private async Task<Answer> AskAsync(int member, Signers signers, ulong height)
    {
        try
        {
            using CancellationTokenSource limit = new(Limit, clock.Underlying);
            SignedMessage? signed = signers.Urls[member] is { } url ? await nodes.For(url).GetCheckpointSignatureAsync(height, limit.Token) : null;
            return new Answer((ushort)member, signed);
        }
        catch (Exception failure)
        {
            // A node that is away, or answers nonsense, counts as one that did not sign.
            Log.NotSigned(logger, signers.Urls[member], height, failure);
            return new Answer((ushort)member, null);
        }
    }

    private static bool Take(ConfirmationAggregator signatures, Answer answer)
    {
        try
        {
            return answer.Signed is { } signed && signatures.Add(answer.Member, signed) && signatures.IsEnough;
        }
        catch (ProtocolException)
        {
            // It signed another header: its ledger is not ours.
            return false;
        }
    }

    private Signers? FindSigners(BlockHeader header) => replica.Read(machine =>
    {
        CommitteeRoster? roster = RosterOf(machine, header) ?? replica.Headers.FindOpenTurn(header.Epoch)?.Outgoing;
        return roster is null ? null : new Signers(roster, [.. roster.Members.Select(member => UrlOf(machine, member))]);
    });

    private static Uri? UrlOf(LedgerMachine machine, RosterMember member) =>
        machine.FindNode(member.Node) is { } node && Uri.TryCreate(node.Url, UriKind.Absolute, out Uri? url) ? url : null;

    internal static CommitteeRoster? RosterOf(LedgerMachine machine, BlockHeader header)
    {
        Committee? committee = machine.CurrentCommittee.Epoch == header.Epoch ? machine.CurrentCommittee : machine.PreviousCommittee;
        return committee?.Epoch == header.Epoch && committee.Members.Count > 0 ? CommitteeRoster.Of(committee) : null;
    }

    private readonly record struct Answer(ushort Member, SignedMessage? Signed);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Node {Node} did not sign block {Height}.")]
        public static partial void NotSigned(ILogger logger, Uri? node, ulong height, Exception failure);
    }
}
