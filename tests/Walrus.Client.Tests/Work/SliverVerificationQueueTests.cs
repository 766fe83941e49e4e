using Walrus.Client.Tests.Network;
using Walrus.Client.Work;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Client.Tests.Work;

public sealed class SliverVerificationQueueTests
{
    private static readonly EncodedBlob Blob = EncodedBlob.Encode(new RedStuffParameters(10), EncodedBlob.Pattern(500, 1));

    private static Sliver Good(int pair, Axis axis) => Sliver.FromBytes(Blob.Sliver(new SliverPairIndex(pair), axis), axis);

    private static Sliver Bad(int pair, Axis axis)
    {
        byte[] bytes = Blob.Sliver(new SliverPairIndex(pair), axis);
        bytes[7] ^= 1;
        return Sliver.FromBytes(bytes, axis);
    }

    [Fact]
    public async Task Every_sliver_gets_its_own_verdict()
    {
        using BoundedWork work = new(2);
        SliverVerificationQueue queue = new(Blob.Metadata, work);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), TestContext.Current.CancellationToken, async (i, _) =>
        {
            Axis axis = (Axis)(i % 2);
            if (i % 3 != 0)
            {
                await queue.VerifyAsync(Good(i % 10, axis));
                return;
            }

            var refused = await Assert.ThrowsAsync<InvalidSliverException>(() => queue.VerifyAsync(Bad(i % 10, axis)));
            Assert.Equal(SliverFault.RootMismatch, refused.Fault);
        });
    }

    [Fact]
    public async Task Work_that_is_gone_fails_each_and_not_the_process()
    {
        BoundedWork work = new(1);
        work.Dispose();
        SliverVerificationQueue queue = new(Blob.Metadata, work);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.VerifyAsync(Good(0, Axis.Primary)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.VerifyAsync(Good(1, Axis.Primary)));
    }
}
