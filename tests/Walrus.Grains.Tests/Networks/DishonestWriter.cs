using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>Has a blob certified whose primary sliver of one pair is other data than its columns say; each sliver verifies by itself.</summary>
internal sealed class DishonestWriter
{
    private readonly WalrusNetwork _network;
    private readonly CommitteeSnapshot _committee;
    private readonly MemorySliverSink _slivers;
    private readonly Sliver _foreign;
    private readonly VerifiedBlobMetadata _metadata;

    public DishonestWriter(WalrusNetwork network, byte[] bytes, int row)
    {
        _network = network;
        _committee = network.Services(0).GetRequiredService<CommitteeDirectory>().Current;
        _slivers = new MemorySliverSink(_committee.Parameters, bytes.Length);
        VerifiedBlobMetadata honest = new BlobEncoder(_committee.Parameters).Encode(new MemoryBlobSource(bytes), _slivers);
        Sliver original = _slivers[new SliverPairIndex(row), Axis.Primary];
        byte[] data = original.Data.ToArray();
        data[^1] ^= 1;
        _foreign = new Sliver(Axis.Primary, original.Index, original.SymbolSize, data);
        Bytes32 root = new SliverExpansion(_foreign, _committee.Parameters).Root;
        BlobMetadata altered = new(
            honest.Metadata.EncodingType, honest.Metadata.UnencodedLength,
            honest.Metadata.Pairs.SetItem(row, honest.Metadata.Pairs[row] with { PrimaryRoot = root }));
        _metadata = VerifiedBlobMetadata.Verify(altered.ComputeBlobId(), altered, _committee.Parameters);
    }

    public BlobId Blob => _metadata.BlobId;

    public VerifiedBlobMetadata Metadata => _metadata;

    /// <summary>Registers, uploads and certifies, as any writer does.</summary>
    public async Task StoreAsync()
    {
        IServiceProvider services = _network.Services(0);
        AccountSubmitter account = services.GetRequiredService<AccountSubmitters>().For(services.GetRequiredService<ProcessAccount>().Account);
        ulong size = (ulong)_metadata.Parameters.EncodedLength(_metadata.UnencodedLength);
        TransactionEffects registered = await account.SubmitAsync(new TransactionBuilder()
            .Add(new ReserveSpace(size, 3), out ObjectArgument space)
            .Add(new RegisterBlob(space, Blob, _metadata.Metadata.ComputeRoot(), (ulong)_metadata.UnencodedLength, (byte)EncodingType.RS2, Deletable: false)));
        ConfirmationAggregator collected = new(
            _committee.Certifying, new ProtocolMessage(_committee.Epoch, new StorageConfirmation(Blob, BlobPersistence.Permanent)));
        for (ushort index = 0; index < _committee.Members.Length; index++)
            collected.Add(index, await UploadAsync(_committee.Members[index], services.GetRequiredService<StorageNodeClients>()));
        Certificate certificate = collected.TryCertify()!.ForLedger(_committee.Members.Length);
        await account.SubmitAsync(new TransactionBuilder().Add(new CertifyBlob(registered.Created[^1], certificate)));
    }

    private async Task<SignedMessage> UploadAsync(CommitteeMember member, StorageNodeClients clients)
    {
        StorageNodeClient node = clients.For(member.Url);
        CancellationToken test = TestContext.Current.CancellationToken;
        await node.PutMetadataAsync(Blob, BcsFormat.ToBytes(_metadata.Metadata), test);
        foreach (SliverPairIndex pair in _committee.PairsOf(member, Blob))
        {
            Sliver primary = pair.Value == _foreign.Index.Value ? _foreign : _slivers[pair, Axis.Primary];
            await node.PutSliverAsync(Blob, pair, Axis.Primary, primary.ToBytes(), test);
            await node.PutSliverAsync(Blob, pair, Axis.Secondary, _slivers[pair, Axis.Secondary].ToBytes(), test);
        }

        return await node.GetConfirmationAsync(Blob, BlobPersistence.Permanent, TimeSpan.Zero, test);
    }
}
