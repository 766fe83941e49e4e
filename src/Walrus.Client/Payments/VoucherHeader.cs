using System.Diagnostics.CodeAnalysis;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Ledger.Reads;

namespace Walrus.Client.Payments;

/// <summary>The header in which a reader sends its voucher to a gateway: base64 of the BCS form of a <see cref="SignedVoucher"/>.</summary>
public static class VoucherHeader
{
    /// <summary>Name of the header.</summary>
    public const string Name = "X-Walrus-Voucher";

    // A signed voucher has 140 bytes: longer texts need not be decoded to be refused.
    private const int LongestText = 256;

    /// <summary>The header's value.</summary>
    public static string Format(SignedVoucher voucher) => Convert.ToBase64String(BcsFormat.ToBytes(voucher));

    /// <summary>Reads the header's value; the signature is not checked.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SignedVoucher? voucher)
    {
        voucher = null;
        Span<byte> bytes = stackalloc byte[LongestText];
        if (text is null or { Length: > LongestText } || !Convert.TryFromBase64String(text, bytes, out int length))
            return false;
        try
        {
            voucher = BcsFormat.FromBytes<SignedVoucher>(bytes[..length]);
            return true;
        }
        catch (ProtocolException)
        {
            // Whatever it is, it is no voucher.
            return false;
        }
    }
}
