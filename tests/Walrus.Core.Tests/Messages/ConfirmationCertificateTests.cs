using System.Text.Json;
using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;

namespace Walrus.Core.Tests.Messages;

public sealed class ConfirmationCertificateTests
{
    private static readonly ConfirmationCertificate Certificate = new([2, 0], new byte[] { 1, 255 }, new byte[96]);

    [Fact]
    public void The_JSON_form_is_that_of_upload_relays()
    {
        string json = JsonSerializer.Serialize(Certificate);
        Assert.Equal($$"""{"signers":[2,0],"serialized_message":[1,255],"signature":"{{Convert.ToBase64String(new byte[96])}}"}""", json);
        ConfirmationCertificate read = JsonSerializer.Deserialize<ConfirmationCertificate>(json)!;
        Assert.Equal(Certificate.Signers, read.Signers);
        Assert.Equal(Certificate.SerializedMessage.ToArray(), read.SerializedMessage.ToArray());
        Assert.Equal(Certificate.Signature.ToArray(), read.Signature.ToArray());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"signers":[0],"serialized_message":[1]}""")]
    [InlineData("""{"signers":0,"serialized_message":[1],"signature":"AAAA"}""")]
    [InlineData("""{"signers":[65536],"serialized_message":[1],"signature":"AAAA"}""")]
    [InlineData("""{"signers":["0"],"serialized_message":[1],"signature":"AAAA"}""")]
    [InlineData("""{"signers":[0],"serialized_message":[256],"signature":"AAAA"}""")]
    [InlineData("""{"signers":[0],"serialized_message":[1],"signature":"?"}""")]
    [InlineData("""{"signers":[0],"serialized_message":[1],"signature":"AAAA"}""")]
    public void Other_JSON_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ConfirmationCertificate>(json));

    [Fact]
    public void Signers_named_twice_and_signatures_of_another_length_are_refused()
    {
        Assert.Throws<InvalidCertificateException>(() => new ConfirmationCertificate([1, 2, 1], default, new byte[96]));
        Assert.Throws<InvalidSignatureException>(() => new ConfirmationCertificate([1], default, new byte[97]));
        Assert.Throws<InvalidSignatureException>(() => new Certificate(new byte[48], default, default));
    }

    [Fact]
    public void Counts_that_the_bytes_cannot_hold_are_refused() =>
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<ConfirmationCertificate>([0xff, 0xff, 0xff, 0x07, 0, 0]));

    [Fact]
    public void Signers_beyond_the_committee_are_refused() =>
        Assert.Equal("EInvalidBitmap", Assert.Throws<InvalidCertificateException>(() => Certificate.ForLedger(2)).Reason);
}
