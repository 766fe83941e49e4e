using Walrus.Client.Ledger;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Proofs;

namespace Walrus.Client.LightClient;

/// <summary>
/// Checks what the ledger says of blobs from the genesis, checkpoints and proofs alone, trusting nobody who hands them over. It moves its
/// trust from committee to committee, so that each hand-over is checked once. Safe for several threads at once.
/// </summary>
public sealed class LightClient
{
    private readonly NetworkId _network;
    private readonly ICertificateVerifier _certificates;
    private readonly Lock _lock = new();
    private CommitteeRoster _trusted;
    private ulong _height;

    /// <summary>A light client that trusts a committee: one it knows from elsewhere, or <see cref="Trusted"/> of an earlier run.</summary>
    public LightClient(NetworkId network, CommitteeRoster trusted, ICertificateVerifier? certificates = null)
    {
        _network = network;
        _trusted = trusted;
        _certificates = certificates ?? new CertificateVerifier();
    }

    /// <summary>The newest committee it has been led to. Keep it, and a new light client can go on from there.</summary>
    public CommitteeRoster Trusted
    {
        get
        {
            lock (_lock)
                return _trusted;
        }
    }

    /// <summary>The greatest height of a proof that it has verified: what it knows the network has reached.</summary>
    public ulong Height
    {
        get
        {
            lock (_lock)
                return _height;
        }
    }

    /// <summary>A light client that trusts a genesis: it computes the first committee itself.</summary>
    /// <exception cref="Walrus.Ledger.Errors.LedgerException">No network can start from this genesis.</exception>
    public static LightClient FromGenesis(Genesis genesis) => new(NetworkId.Of(genesis), CommitteeRoster.First(genesis));

    /// <summary>What a proof says of a blob: certified, not certified, or invalid.</summary>
    /// <exception cref="InvalidProofException">It proves nothing.</exception>
    public AvailabilityStatement Verify(AvailabilityProof proof, BlobId blob)
    {
        CommitteeRoster trusted = Trusted;
        VerifiedAvailability verified = new AvailabilityVerifier(_network, trusted, _certificates).Verify(proof, blob);
        lock (_lock)
        {
            if (verified.Committee.Epoch > _trusted.Epoch)
                _trusted = verified.Committee;
            _height = Math.Max(_height, verified.Statement.Height);
        }

        return verified.Statement;
    }

    /// <summary>That a blob is certified, according to a proof that is new enough.</summary>
    /// <exception cref="InvalidProofException">It proves nothing.</exception>
    /// <exception cref="StaleProofException">It is older than demanded.</exception>
    /// <exception cref="BlobNotCertifiedException">It shows that the blob is not certified, or invalid.</exception>
    public AvailabilityStatement RequireCertified(AvailabilityProof proof, BlobId blob, ProofDemand? demand = null)
    {
        AvailabilityStatement statement = Verify(proof, blob);
        statement.RequireCertified(demand ?? ProofDemand.None);
        return statement;
    }

    /// <summary>Fetches a proof that is new enough and verifies it.</summary>
    /// <exception cref="LedgerApiException">There is none to be had.</exception>
    /// <exception cref="InvalidProofException">It proves nothing.</exception>
    /// <exception cref="StaleProofException">It is older than demanded.</exception>
    /// <exception cref="BlobNotCertifiedException">It shows that the blob is not certified, or invalid.</exception>
    public async Task<AvailabilityStatement> CheckAsync(
        LedgerClient ledger, BlobId blob, ProofDemand? demand = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        AvailabilityProof proof = await ledger.GetProofAsync(blob, Trusted.Epoch, (demand ?? ProofDemand.None).MinHeight, cancellation).ConfigureAwait(false);
        return RequireCertified(proof, blob, demand);
    }
}
