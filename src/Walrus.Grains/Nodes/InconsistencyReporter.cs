using Microsoft.Extensions.Logging;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Recovery;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Nodes;

/// <summary>Too few nodes confirm now that a blob is inconsistent; it can be tried again.</summary>
public sealed class InconsistencyNotCertifiedException(BlobId blob, int weight, int shards)
    : Exception($"Nodes with {weight} of {shards} shards confirm that blob {blob} is inconsistent; that is too few.");

/// <summary>
/// Has a blob declared invalid: shows the proof to the other nodes, collects their word until a correct one must be among them, and
/// submits the certificate (control plane 6.3).
/// </summary>
public sealed partial class InconsistencyReporter(
    StorageNodeClients clients, CommitteeDirectory committees, AccountSubmitters submitters, LedgerReplica replica, BoundedWork work,
    ILogger<InconsistencyReporter> logger)
{
    /// <summary>Returns when the ledger knows that the blob is invalid.</summary>
    /// <exception cref="InconsistencyNotCertifiedException">Too few nodes confirm it.</exception>
    /// <exception cref="LedgerRefusedException">The epoch ended meanwhile.</exception>
    public async Task ReportAsync(LocalNode node, BlobId blob, InconsistencyProof proof, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        CommitteeSnapshot committee = committees.Current;
        Certificate? certificate = await CollectAsync(node, blob, proof, committee, cancellation);
        if (certificate is null || IsInvalid(blob))
            return;
        await submitters.For(node.Account).SubmitAsync(new TransactionBuilder().Add(new InvalidateBlobId(certificate)), cancellation);
        Log.Invalidated(logger, node.Name, blob);
    }

    private bool IsInvalid(BlobId blob) => replica.Read(machine => machine.FindBlob(blob)?.Invalid is not null);

    /// <summary>The certificate, or null when another node was faster.</summary>
    private async Task<Certificate?> CollectAsync(
        LocalNode node, BlobId blob, InconsistencyProof proof, CommitteeSnapshot committee, CancellationToken cancellation)
    {
        InvalidBlobIdMessage statement = new(blob);
        ConfirmationAggregator collected = new(committee.Certifying, new ProtocolMessage(committee.Epoch, statement));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task<SignedMessage?>> asked = [.. committee.Members.Select(member => member.Name == node.Name
            ? SignAsync(node, committee.Epoch, statement, stop.Token)
            : AskAsync(member, blob, proof, stop.Token))];
        Dictionary<Task, ushort> indices = asked.Select((task, index) => (task, index)).ToDictionary(static entry => (Task)entry.task, static entry => (ushort)entry.index);
        try
        {
            while (asked.Count > 0)
            {
                Task<SignedMessage?> answer = await Task.WhenAny(asked);
                asked.Remove(answer);
                if (await answer is { } signed)
                    Take(collected, indices[answer], committee, blob, signed);
                if (await work.RunAsync(collected.TryCertify, cancellation) is { } certificate)
                    return certificate.ForLedger(committee.Members.Length);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(asked)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return IsInvalid(blob) ? null : throw new InconsistencyNotCertifiedException(blob, collected.Weight, committee.Parameters.Shards);
    }

    private Task<SignedMessage?> SignAsync(LocalNode node, Epoch epoch, InvalidBlobIdMessage statement, CancellationToken cancellation) =>
        work.RunAsync<SignedMessage?>(() => SignedMessage.Sign(node.ProtocolKey, epoch, statement), cancellation);

    private async Task<SignedMessage?> AskAsync(CommitteeMember member, BlobId blob, InconsistencyProof proof, CancellationToken cancellation)
    {
        try
        {
            return await clients.For(member.Url).PostInconsistencyProofAsync(blob, proof, cancellation);
        }
        catch (StorageNodeException failure)
        {
            Log.NotConfirmed(logger, member.Name, blob, failure.Message);
            return null;
        }
    }

    private void Take(ConfirmationAggregator collected, ushort member, CommitteeSnapshot committee, BlobId blob, SignedMessage signed)
    {
        try
        {
            collected.Add(member, signed);
        }
        catch (ProtocolException other)
        {
            Log.NotConfirmed(logger, committee.Members[member].Name, blob, other.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Node {Member} does not confirm that blob {Blob} is inconsistent: {Why}")]
        public static partial void NotConfirmed(ILogger logger, string member, BlobId blob, string why);

        [LoggerMessage(2, LogLevel.Warning, "Node {Node} had blob {Blob} declared invalid.")]
        public static partial void Invalidated(ILogger logger, string node, BlobId blob);
    }
}
