using Walrus.Client.Reading;
using Walrus.Client.Tests.Network;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Client.Tests.Reading;

public sealed class MetadataCacheTests
{
    private static VerifiedBlobMetadata Metadata(int seed) =>
        EncodedBlob.Encode(new RedStuffParameters(4), EncodedBlob.Pattern(10, seed)).Metadata;

    [Fact]
    public void Keeps_what_was_used_last()
    {
        MetadataCache cache = new(2);
        VerifiedBlobMetadata first = Metadata(1), second = Metadata(2), third = Metadata(3);
        cache.Add(first);
        cache.Add(second);
        cache.Add(second);
        Assert.Same(first, cache.Find(first.BlobId));
        cache.Add(third);
        Assert.Null(cache.Find(second.BlobId));
        Assert.Same(first, cache.Find(first.BlobId));
        Assert.Same(third, cache.Find(third.BlobId));
    }

    [Fact]
    public void May_keep_nothing()
    {
        MetadataCache cache = new(0);
        cache.Add(Metadata(1));
        Assert.Null(cache.Find(Metadata(1).BlobId));
    }
}
