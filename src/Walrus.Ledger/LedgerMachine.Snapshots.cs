using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Snapshots;
using Walrus.Ledger.State;

namespace Walrus.Ledger;

/// <content>Snapshots: taken between two blocks, written while blocks go on, and read back.</content>
public sealed partial class LedgerMachine
{
    // While a snapshot is written, what it shows lies still, and changes go to a layer over it.
    private LedgerState? _frozen;

    /// <summary>Whether a snapshot is being written.</summary>
    public bool IsSnapshotOpen => _frozen is not null;

    /// <summary>
    /// The ledger as it is now. Until <see cref="EndSnapshot"/> it stays so, however the machine goes on. No block may be prepared
    /// and not yet committed.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another snapshot is open.</exception>
    public LedgerSnapshot BeginSnapshot()
    {
        if (_frozen is not null)
            throw new InvalidOperationException("One snapshot is taken at a time.");
        _frozen = _state;
        _state = _frozen.Fork();
        return new LedgerSnapshot(Head, _frozen, RememberedEffects.Of(_recent));
    }

    /// <summary>The open snapshot is written, or given up. Takes time in proportion to what changed since it was begun.</summary>
    public void EndSnapshot()
    {
        if (_frozen is null)
            throw new InvalidOperationException("No snapshot is open.");
        _state.Commit();
        _state = _frozen;
        _frozen = null;
    }

    /// <summary>A machine that goes on where a snapshot was taken.</summary>
    /// <param name="genesis">The network's genesis.</param>
    /// <param name="verifier">Decides what certificates are worth.</param>
    /// <param name="frames">What <see cref="LedgerSnapshot.Write"/> gave.</param>
    /// <param name="header">What the snapshot is of.</param>
    /// <param name="options">How it is run.</param>
    /// <exception cref="InvalidSnapshotException">It is of another network, or not as it was made.</exception>
    /// <exception cref="BcsException">It is no snapshot.</exception>
    public static LedgerMachine Restore(
        Genesis genesis, ICertificateVerifier verifier, IEnumerable<ReadOnlyMemory<byte>> frames, out SnapshotHeader header, LedgerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(frames);
        LedgerMachine machine = new(genesis, verifier, options);
        using IEnumerator<ReadOnlyMemory<byte>> source = frames.GetEnumerator();
        header = source.MoveNext() ? BcsFormat.FromBytes<SnapshotHeader>(source.Current.Span) : throw new InvalidSnapshotException("it is empty");
        if (header.Head.Network != machine.Network)
            throw new InvalidSnapshotException($"it is of network {header.Head.Network}, not {machine.Network}");
        try
        {
            machine.Load(header, new ValueSource(source));
        }
        catch (Exception beyond) when (beyond is ArithmeticException or ArgumentException)
        {
            // Bytes of the right form may still be numbers that no ledger ever has; the hash, which would tell, comes last.
            throw new InvalidSnapshotException($"a value in it is none of a ledger: {beyond.Message}");
        }

        return machine;
    }

    private void Load(SnapshotHeader header, ValueSource source)
    {
        _state = StateFormat.Read(source, _state.Rules);
        Bytes32 hash = source.StateHash();
        RememberedEffects.Read(source, _recent);
        Bytes32 claimed = source.Next(static (ref BcsReader r) => r.Bytes32());
        if (hash != claimed || !source.IsAtEnd())
            throw new InvalidSnapshotException($"its state has the hash {hash}, not {claimed}");
        _availability = AvailabilityOf(_state);
        if (_availability.Root != header.Head.AvailabilityRoot)
            throw new InvalidSnapshotException("its blobs are not those of its head");
        _indexes.Build(_state);
        _events.StartAt(NextEventPosition);
        Head = HeadOf(header.Head);
    }

    private static SparseMerkleMap AvailabilityOf(LedgerState state)
    {
        List<SparseMerkleChange> changes = [];
        foreach ((BlobId blob, Blobs.BlobInfo info) in state.Blobs.Sorted())
        {
            if (AvailabilityValue.Of(state, info) is { } value)
                changes.Add(new SparseMerkleChange(blob.Bytes, value.ComputeHash()));
        }

        return SparseMerkleMap.Empty.With(changes);
    }
}
