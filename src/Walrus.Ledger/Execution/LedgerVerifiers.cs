using Walrus.Core.Messages;
using Walrus.Ledger.Committees;

namespace Walrus.Ledger.Execution;

/// <summary>What decides on signatures of nodes; the rules themselves know no curves.</summary>
internal sealed record LedgerVerifiers(ICertificateVerifier Certificates, IPossessionVerifier Possession);
