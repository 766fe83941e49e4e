using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Reads;

/// <summary>Who pays whom for reading. There is one channel for each pair.</summary>
/// <param name="Reader">The account that reads and pays.</param>
/// <param name="Gateway">The account that settles.</param>
public readonly record struct ChannelParties(Address Reader, Address Gateway) : IComparable<ChannelParties>
{
    /// <inheritdoc/>
    public int CompareTo(ChannelParties other) =>
        Reader.CompareTo(other.Reader) is not 0 and int order ? order : Gateway.CompareTo(other.Gateway);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(ChannelParties left, ChannelParties right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(ChannelParties left, ChannelParties right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(ChannelParties left, ChannelParties right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(ChannelParties left, ChannelParties right) => left.CompareTo(right) >= 0;
}

/// <summary>A reader's balance with one gateway. Immutable.</summary>
/// <param name="Id">Its id: another one each time the pair opens a channel, so that old vouchers are worth nothing.</param>
/// <param name="Parties">Reader and gateway.</param>
/// <param name="Balance">FROST that only settlements, or the reader after the closing delay, take out.</param>
/// <param name="SettledBytes">Unencoded bytes paid for so far.</param>
/// <param name="WithdrawableFrom">First epoch in which the reader may take the balance back, once it asked to close.</param>
public sealed record ReadChannel(ObjectId Id, ChannelParties Parties, ulong Balance, ulong SettledBytes, Epoch? WithdrawableFrom)
{
    internal void Write(BcsWriter writer)
    {
        writer.Value(Id);
        writer.Value(Parties.Reader);
        writer.Value(Parties.Gateway);
        writer.U64(Balance);
        writer.U64(SettledBytes);
        writer.Option(WithdrawableFrom, static (w, epoch) => w.U32(epoch.Value));
    }

    internal static ReadChannel Read(ref BcsReader reader) => new(
        ObjectId.Read(ref reader),
        new ChannelParties(Address.Read(ref reader), Address.Read(ref reader)),
        reader.U64(),
        reader.U64(),
        reader.Option(static (ref BcsReader r) => new Epoch(r.U32())));
}
