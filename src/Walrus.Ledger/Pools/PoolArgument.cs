using Walrus.Core.Bcs;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Pools;

/// <summary>A pool that a command works on: the sender's own, or that of a bucket (control plane 1.7, 1.8).</summary>
public readonly record struct PoolArgument : IBcs<PoolArgument>
{
    private PoolArgument(ObjectArgument target, bool isBucket, ObjectArgument? capability)
    {
        Target = target;
        IsBucket = isBucket;
        Capability = capability;
    }

    /// <summary>The pool or bucket.</summary>
    public ObjectArgument Target { get; }

    /// <summary>Whether it is a bucket.</summary>
    public bool IsBucket { get; }

    /// <summary>The sender's capability for the bucket; none is needed to certify.</summary>
    public ObjectArgument? Capability { get; }

    /// <summary>A pool of the sender.</summary>
    public static PoolArgument Pool(ObjectArgument pool) => new(pool, false, null);

    /// <summary>The pool of a bucket, with the sender's capability where the command needs one.</summary>
    public static PoolArgument Bucket(ObjectArgument bucket, ObjectArgument? capability = null) => new(bucket, true, capability);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb(IsBucket ? 1u : 0u);
        writer.Value(Target);
        if (IsBucket)
            writer.Option(Capability, static (w, capability) => w.Value(capability));
    }

    /// <inheritdoc/>
    public static PoolArgument Read(ref BcsReader reader) => reader.Uleb() switch
    {
        0 => Pool(ObjectArgument.Read(ref reader)),
        1 => Bucket(ObjectArgument.Read(ref reader), reader.Option(static (ref BcsReader r) => ObjectArgument.Read(ref r))),
        int other => throw new BcsException($"{other} is not a kind of pool argument."),
    };
}
