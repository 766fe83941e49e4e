namespace Walrus.Core.Messages;

/// <summary>Decides what certificates are worth.</summary>
public interface ICertificateVerifier
{
    /// <summary>The message of a valid certificate of the committee's epoch, by signers of the weight that such messages need.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="committee">The committee that shall have signed.</param>
    /// <param name="expected">The type of message that is wanted.</param>
    /// <exception cref="InvalidCertificateException">
    /// The certificate is not valid; the reason is one of <see cref="CertificateReasons"/>.
    /// </exception>
    CertifiedMessage Verify(Certificate certificate, CertifyingCommittee committee, IntentType expected);
}
