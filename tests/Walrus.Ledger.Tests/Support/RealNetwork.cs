using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Support;

/// <summary>A small network whose signatures are real ones, the same on every run.</summary>
internal sealed class RealNetwork
{
    private const int Nodes = 4;

    private readonly LedgerMachine _machine;
    private readonly Ed25519Account _user = Account(2);
    private ulong _nowMs = 1_700_000_000_000;

    public RealNetwork()
    {
        Genesis = GenesisDefaults.Create(
            "example", 7, 3_600_000, [.. Enumerable.Range(0, Nodes).Select(Node)], Account(1).Address,
            new GenesisAccount(_user.Address, GenesisDefaults.DevelopmentBalance));
        _machine = new LedgerMachine(Genesis, new CertificateVerifier());
    }

    public Genesis Genesis { get; }

    public List<Block> Blocks { get; } = [];

    public List<CommitteeHandover> Handovers { get; } = [];

    private static Bytes32 Root => new(Seed(1));

    public static BlobId Blob => BlobIdDerivation.Derive(EncodingType.RS2, 1000, Root);

    /// <summary>Certifies a blob, runs through two epochs, and proves it in the third.</summary>
    public AvailabilityProof Prove()
    {
        ulong encoded = (ulong)new RedStuffParameters(Genesis.Shards).EncodedLength(1000);
        TransactionEffects registered = Run(_user, new ReserveSpace(encoded, 10), new RegisterBlob(ObjectArgument.Created(0), Blob, Root, 1000, 1, false));
        ObjectId blob = registered.Created.Single(id => _machine.FindBlobObject(id) is not null);
        Run(_user, new CertifyBlob(blob, Sign(_machine.CurrentCommittee, new ProtocolMessage(_machine.Epoch, new StorageConfirmation(Blob, BlobPersistence.Permanent)))));
        Handovers.AddRange([NextEpoch(), NextEpoch()]);
        Produce();
        return new AvailabilityProof(Checkpoint(_machine.CurrentCommittee), _machine.ProveAvailability(Blob), [.. Handovers]);
    }

    private CommitteeHandover NextEpoch()
    {
        Committee outgoing = _machine.CurrentCommittee;
        for (int i = 0; i < Nodes; i++)
            Run(Account(1000 + (ulong)i), new EpochSyncDone(Genesis.NodeId(_machine.Network, i), _machine.Epoch));
        _nowMs += Genesis.EpochDurationMs;
        Run(_user, new VotingEnd());
        Run(_user, new InitiateEpochChange());
        return new CommitteeHandover(Checkpoint(outgoing), CommitteeRoster.Of(_machine.CurrentCommittee));
    }

    private TransactionEffects Run(Ed25519Account account, params IEnumerable<Command> commands)
    {
        Transaction transaction = new(_machine.Network, account.Address, _machine.FindAccount(account.Address)?.Nonce ?? 0, _machine.Epoch.Plus(1), commands);
        ProducedBlock produced = Produce(account.Sign(transaction));
        Assert.Equal(TransactionStatus.Ok, produced.Outcomes.Single().Effects?.Status);
        return produced.Outcomes.Single().Effects!;
    }

    private ProducedBlock Produce(params IReadOnlyList<SignedTransaction> transactions)
    {
        ProducedBlock produced = _machine.Produce(transactions, _nowMs += 1000);
        Blocks.Add(produced.Block);
        return produced;
    }

    private Checkpoint Checkpoint(Committee committee) =>
        new(_machine.Head.Header, Sign(committee, Walrus.Ledger.Checkpoints.Checkpoint.MessageOf(_machine.Head.Header)));

    private static Certificate Sign(Committee committee, ProtocolMessage message)
    {
        ConfirmationAggregator confirmations = new(committee.Certifying, message);
        for (ushort member = 0; !confirmations.IsEnough; member++)
        {
            BlsSecretKey key = Enumerable.Range(0, Nodes).Select(index => SecretKey((ulong)index + 1)).Single(key => key.PublicKey.Equals(committee.Members[member].Key));
            confirmations.Add(member, SignedMessage.Sign(key, message.Epoch, message.Body));
        }

        return confirmations.TryCertify()!.ForLedger(committee.Members.Count);
    }

    private static NodeIdentity Node(int index)
    {
        Address account = Account(1000 + (ulong)index).Address;
        BlsSecretKey key = SecretKey((ulong)index + 1);
        return new NodeIdentity(
            $"node-{index}", account, key.PublicKey, ProofOfPossession.Prove(key, new Epoch(0), account).Bytes, ReadOnlyMemory<byte>.Empty, $"http://127.0.0.1:{9185 + index}", 1_000_000_000);
    }

    private static Ed25519Account Account(ulong number) => Ed25519Account.FromSeed(Seed(number));

    private static BlsSecretKey SecretKey(ulong number) => BlsSecretKey.FromSeed(Seed(number));

    private static byte[] Seed(ulong number)
    {
        byte[] seed = new byte[Bytes32.Length];
        BinaryPrimitives.WriteUInt64BigEndian(seed.AsSpan(Bytes32.Length - sizeof(ulong)), number);
        return seed;
    }
}
