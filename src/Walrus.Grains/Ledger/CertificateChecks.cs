using Walrus.Core.Messages;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Checks the certificates of transactions before they are ordered, with a verifier that remembers what it found: pairings
/// take milliseconds, and the one loop that makes blocks has none to spare.
/// </summary>
internal sealed class CertificateChecks(LedgerReplica replica, ICertificateVerifier verifier)
{
    public void CheckAhead(SignedTransaction transaction)
    {
        if (!transaction.Transaction.HasCertificates)
            return;
        foreach (CertificateCheck check in replica.Read(machine => machine.CertificatesToCheck(transaction)))
        {
            try
            {
                verifier.Verify(check.Certificate, check.Committee, check.Type);
            }
            catch (InvalidCertificateException)
            {
                // The transaction is ordered all the same, and its execution says why it aborts.
            }
        }
    }
}
