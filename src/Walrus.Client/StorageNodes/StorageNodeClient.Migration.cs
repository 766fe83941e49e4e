using System.Net;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;

namespace Walrus.Client.StorageNodes;

public sealed partial class StorageNodeClient
{
    /// <summary>Fetches slivers of a shard from a node that has or had it (HTTP interfaces 7.8).</summary>
    /// <param name="request">The signed <see cref="SyncShardRequest"/>.</param>
    /// <param name="sender">Key of the node that signed it.</param>
    /// <param name="take">Is given each sliver, unverified and in ascending order of the blobs; it owns and disposes it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many slivers came. Go on behind the last blob; only 0 is the end.</returns>
    /// <exception cref="StorageNodeRefusedException">RequestUnauthorized, InvalidEpoch, ShardNotAssigned, Unavailable, ….</exception>
    public Task<int> SyncShardAsync(
        SignedMessage request, BlsPublicKey sender, Func<SyncedSliver, CancellationToken, ValueTask> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sender);
        string key = Convert.ToBase64String(sender.Bytes.Span);
        return SendAsync(
            HttpMethod.Post, "v1/migrate/sync_shard", new UploadContent(BcsFormat.ToBytes(request)), _options.SyncTimeout,
            (response, token) => TakeAllAsync(response, take, token), cancellation,
            // The bare key is no scheme, and base64 has characters that a scheme may not have.
            headers => headers.TryAddWithoutValidation("Authorization", key));
    }

    private async Task<int> TakeAllAsync(
        HttpResponseMessage response, Func<SyncedSliver, CancellationToken, ValueTask> take, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidNodeAnswerException(Url, $"HTTP {(int)response.StatusCode} is no answer to a POST.");
        Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        ShardSyncReader reader = new(stream, StorageNodeLimits.SliverBody(_parameters));
        await using (reader.ConfigureAwait(false))
        {
            int taken = 0;
            IAsyncEnumerator<SyncedSliver> slivers = reader.ReadAsync(cancellation).GetAsyncEnumerator(cancellation);
            await using (slivers.ConfigureAwait(false))
            {
                for (; await NextAsync(slivers).ConfigureAwait(false); taken++)
                    await take(slivers.Current, cancellation).ConfigureAwait(false);
            }

            return taken;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<SyncedSliver> slivers)
    {
        try
        {
            return await slivers.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ProtocolException malformed)
        {
            throw new InvalidNodeAnswerException(Url, $"The slivers of the shard do not decode: {malformed.Message}", malformed);
        }
    }
}
