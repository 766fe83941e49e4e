using Walrus.Core.Messages;

namespace Walrus.Ledger.Execution;

/// <summary>A question that executing a transaction will put to the certificate verifier.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Committee">The committee that must have signed.</param>
/// <param name="Type">What it must certify.</param>
public readonly record struct CertificateCheck(Certificate Certificate, CertifyingCommittee Committee, IntentType Type);
