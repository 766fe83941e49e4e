using Walrus.Core.Identifiers;
using Walrus.Ledger.Reads;

namespace Walrus.Ledger;

/// <content>Queries of payments for retrieval, as of the head.</content>
public sealed partial class LedgerMachine
{
    /// <summary>The channel from a reader to a gateway, or null.</summary>
    public ReadChannel? FindChannel(Address reader, Address gateway) =>
        _state.Markets.Channels.Find(new ChannelParties(reader, gateway));
}
