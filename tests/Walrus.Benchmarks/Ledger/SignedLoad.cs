using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;

namespace Walrus.Benchmarks.Ledger;

/// <summary>Transactions signed beforehand, so that signing costs the measurement nothing.</summary>
internal sealed class SignedLoad(BenchmarkNetwork network)
{
    private const ulong BlobSize = 1000;
    private const ulong Wal = 1_000_000_000;

    private readonly ulong[] _nonces = new ulong[network.Accounts.Count];
    private readonly ulong _encodedSize = (ulong)new RedStuffParameters(network.Genesis.Shards).EncodedLength((long)BlobSize);
    private ulong _blobs;

    /// <summary>
    /// The next transactions of the mix, in rounds over all accounts: half transfers, a quarter stakes, a quarter registrations
    /// with the space they need.
    /// </summary>
    public byte[][] Mix(int count)
    {
        TransactionBuilder[] commands = [.. Enumerable.Range(0, count).Select(Mixed)];
        return Sign(commands);
    }

    /// <summary>Registrations alone.</summary>
    public byte[][] Registrations(int count) => Sign([.. Enumerable.Range(0, count).Select(_ => Registration())]);

    /// <summary>Certifications of the blobs that <paramref name="registrations"/> registered.</summary>
    public byte[][] Certifications(IReadOnlyList<byte[]> registrations) =>
        Sign([.. registrations.AsParallel().AsOrdered().Select(Certification)]);

    private TransactionBuilder Mixed(int index) => (index / network.Accounts.Count % 4) switch
    {
        0 or 2 => Transfer(index),
        1 => Stake(index),
        _ => Registration(),
    };

    private TransactionBuilder Transfer(int index) =>
        new TransactionBuilder().Add(new TransferWal(network.Accounts[(index * 7 + 1) % network.Accounts.Count].Address, 1000));

    private TransactionBuilder Stake(int index) =>
        new TransactionBuilder().Add(new StakeWal(Genesis.NodeId(network.Id, index % network.Nodes.Count), Wal));

    private TransactionBuilder Registration()
    {
        Bytes32 root = Root(_blobs++);
        BlobId blob = BlobIdDerivation.Derive(EncodingType.RS2, BlobSize, root);
        return new TransactionBuilder()
            .Add(new ReserveSpace(_encodedSize, 5), out ObjectArgument space)
            .Add(new RegisterBlob(space, blob, root, BlobSize, (byte)EncodingType.RS2, Deletable: false));
    }

    private TransactionBuilder Certification(byte[] registration)
    {
        Transaction registered = SignedTransaction.FromBytes(registration).Transaction;
        RegisterBlob command = registered.Commands.OfType<RegisterBlob>().Single();
        byte[] message = new ProtocolMessage(new Epoch(1), new StorageConfirmation(command.BlobId, BlobPersistence.Permanent)).ToBytes();
        // The order of the members does not matter: all of them sign.
        BlsSignature signature = BlsSignature.Aggregate(network.Nodes.Select(node => node.Sign(message)));
        byte[] signers = SignerBitmap.FromSigners([.. Enumerable.Range(0, network.Nodes.Count).Select(static i => (ushort)i)], network.Nodes.Count);
        return new TransactionBuilder().Add(
            new CertifyBlob(ObjectIds.Derive(registered.Digest.Bytes, 1), new Certificate(signature.Bytes, signers, message)));
    }

    private byte[][] Sign(TransactionBuilder[] commands)
    {
        int accounts = network.Accounts.Count;
        byte[][] signed = new byte[commands.Length][];
        Parallel.For(0, commands.Length, index =>
        {
            Ed25519Account account = network.Accounts[index % accounts];
            ulong nonce = _nonces[index % accounts] + (ulong)(index / accounts);
            signed[index] = commands[index].Sign(network.Id, account, nonce, new Epoch(2)).ToBytes();
        });
        for (int i = 0; i < accounts; i++)
            _nonces[i] += (ulong)((commands.Length - i + accounts - 1) / accounts);
        return signed;
    }

    private static Bytes32 Root(ulong number)
    {
        byte[] root = new byte[Bytes32.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(root, number);
        return new Bytes32(root);
    }
}
