using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Staking;

/// <summary>The rates a pool had, one for each epoch it was advanced to (control plane 3.4). Immutable.</summary>
internal sealed class ExchangeRateHistory
{
    public static readonly ExchangeRateHistory None = new([]);

    private readonly ImmutableArray<(Epoch Epoch, ExchangeRate Rate)> _rates;

    private ExchangeRateHistory(ImmutableArray<(Epoch Epoch, ExchangeRate Rate)> rates) => _rates = rates;

    /// <summary>The rates, by epoch.</summary>
    public IReadOnlyList<(Epoch Epoch, ExchangeRate Rate)> All => _rates;

    /// <summary>With the rate of an epoch after all others.</summary>
    public ExchangeRateHistory With(Epoch epoch, ExchangeRate rate) => new(_rates.Add((epoch, rate)));

    /// <summary>The last rate up to <paramref name="epoch"/> that is not before <paramref name="first"/>; flat if there is none.</summary>
    public ExchangeRate At(Epoch epoch, Epoch first)
    {
        int low = 0;
        int high = _rates.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_rates[middle].Epoch <= epoch)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && _rates[low - 1].Epoch >= first ? _rates[low - 1].Rate : ExchangeRate.Flat;
    }

    public void Write(BcsWriter writer) => writer.Vector(_rates, static (w, entry) =>
    {
        w.U32(entry.Epoch.Value);
        entry.Rate.Write(w);
    });

    public static ExchangeRateHistory Read(ref BcsReader reader) => new([.. reader.Vector(
        static (ref BcsReader r) => (new Epoch(r.U32()), ExchangeRate.Read(ref r)), minimumSize: 20)]);
}
