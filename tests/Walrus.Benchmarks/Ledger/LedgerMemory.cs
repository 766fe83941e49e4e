using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Ledger;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Snapshots;
using Walrus.Ledger.Transactions;

namespace Walrus.Benchmarks.Ledger;

/// <summary>Bytes of memory and of snapshot for each live blob: registered, certified, owned by one of many accounts.</summary>
internal static class LedgerMemory
{
    private const int Accounts = 100;
    private const int BlockSize = 1000;
    private const ulong BlobSize = 1000;

    public static int Run(int blobs)
    {
        BenchmarkNetwork network = new(Accounts);
        LedgerMachine machine = new(network.Genesis, new Trusting(), new LedgerOptions { RetainedBlocks = 1 });
        long before = Live();
        for (int done = 0; done < blobs; done += BlockSize)
            Store(machine, network, done, Math.Min(BlockSize, blobs - done));
        long withEffects = Live();
        ChangeEpoch(machine, network);
        long after = Live();
        Console.WriteLine($"{blobs:N0} live blobs: {(after - before) / blobs:N0} bytes each; {(withEffects - after) / blobs:N0} for the effects of their two transactions until they expire");
        MeasureSnapshot(machine, network, blobs);
        return 0;
    }

    private static void MeasureSnapshot(LedgerMachine machine, BenchmarkNetwork network, int blobs)
    {
        Cost open = Cost.Of(() => machine.BeginSnapshot());
        machine.EndSnapshot();
        LedgerSnapshot snapshot = machine.BeginSnapshot();
        List<ReadOnlyMemory<byte>> frames = [];
        Cost written = Cost.Of(() => frames.AddRange(snapshot.Write(1, 0, []).Select(static frame => (ReadOnlyMemory<byte>)frame.ToArray())));
        int changed = BlockSize * 10;
        for (int done = 0; done < changed; done += BlockSize)
            Store(machine, network, blobs + done, BlockSize);
        Cost end = Cost.Of(machine.EndSnapshot);
        Cost read = Cost.Of(() => LedgerMachine.Restore(network.Genesis, new Trusting(), frames, out _));
        Console.WriteLine(
            $"snapshot: {frames.Sum(static frame => (long)frame.Length) / blobs:N0} bytes a blob; {written.Cpu.TotalMilliseconds:N0} ms CPU to write, "
            + $"{read.Cpu.TotalMilliseconds:N0} ms to read; the writer pauses {open.Wall.TotalMilliseconds:F2} ms to begin and "
            + $"{end.Wall.TotalMilliseconds:F1} ms to end after {2 * changed:N0} transactions");
    }

    private static void Store(LedgerMachine machine, BenchmarkNetwork network, int first, int count)
    {
        Dictionary<Address, ulong> nonces = [];
        SignedTransaction[] registrations = [.. Enumerable.Range(first, count).Select(number => Sign(machine, network, nonces, number, Registration(machine, number)))];
        ProducedBlock block = machine.Produce(registrations, 0);
        nonces.Clear();
        machine.Produce([.. registrations.Select((registered, i) => Sign(machine, network, nonces, first + i, Certification(registered)))], 0);
        if (block.Outcomes.Any(static outcome => outcome.Effects is not { Status.IsOk: true }) || !machine.IsCertified(Blob(first).Id))
            throw new InvalidOperationException("The blobs were not stored.");
    }

    private static SignedTransaction Sign(LedgerMachine machine, BenchmarkNetwork network, Dictionary<Address, ulong> nonces, int number, TransactionBuilder commands)
    {
        Ed25519Account account = network.Accounts[number % Accounts];
        ulong nonce = nonces.TryGetValue(account.Address, out ulong next) ? next : machine.FindAccount(account.Address)!.Nonce;
        nonces[account.Address] = nonce + 1;
        // To be forgotten with this epoch.
        return commands.Sign(network.Id, account, nonce, machine.Epoch);
    }

    private static (BlobId Id, Bytes32 Root) Blob(int number)
    {
        byte[] root = new byte[Bytes32.Length];
        BitConverter.TryWriteBytes(root, number);
        return (BlobIdDerivation.Derive(EncodingType.RS2, BlobSize, new Bytes32(root)), new Bytes32(root));
    }

    private static TransactionBuilder Registration(LedgerMachine machine, int number)
    {
        (BlobId id, Bytes32 root) = Blob(number);
        return new TransactionBuilder()
            .Add(new ReserveSpace((ulong)new RedStuffParameters(machine.Genesis.Shards).EncodedLength((long)BlobSize), 10), out ObjectArgument space)
            .Add(new RegisterBlob(space, id, root, BlobSize, (byte)EncodingType.RS2, Deletable: false));
    }

    private static TransactionBuilder Certification(SignedTransaction registered)
    {
        RegisterBlob command = registered.Transaction.Commands.OfType<RegisterBlob>().Single();
        byte[] message = new ProtocolMessage(new Epoch(1), new StorageConfirmation(command.BlobId, BlobPersistence.Permanent)).ToBytes();
        return new TransactionBuilder().Add(new CertifyBlob(ObjectIds.Derive(registered.Digest.Bytes, 1), new Certificate(new byte[96], new byte[1], message)));
    }

    private static void ChangeEpoch(LedgerMachine machine, BenchmarkNetwork network)
    {
        ulong now = 0;
        for (int i = 0; i < network.NodeAccounts.Count; i++)
            Run(machine, network, network.NodeAccounts[i], new EpochSyncDone(Genesis.NodeId(network.Id, i), machine.Epoch), now);
        Run(machine, network, network.Accounts[0], new VotingEnd(), now += network.Genesis.EpochDurationMs);
        Run(machine, network, network.Accounts[0], new InitiateEpochChange(), now + network.Genesis.EpochDurationMs);
        if (machine.Epoch != new Epoch(2))
            throw new InvalidOperationException("The epoch did not change.");
    }

    private static void Run(LedgerMachine machine, BenchmarkNetwork network, Ed25519Account account, Command command, ulong nowMs) =>
        machine.Produce([new TransactionBuilder().Add(command).Sign(network.Id, account, machine.FindAccount(account.Address)!.Nonce, machine.Epoch)], nowMs);

    private static long Live() => GC.GetTotalMemory(forceFullCollection: true);

    /// <summary>Takes every certificate for what it says: pairings are no matter of memory.</summary>
    private sealed class Trusting : ICertificateVerifier
    {
        public CertifiedMessage Verify(Certificate certificate, CertifyingCommittee committee, IntentType expected) =>
            new(ProtocolMessage.Parse(certificate.Message.Span), [], committee.Shards);
    }
}
