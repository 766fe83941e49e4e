namespace Walrus.Ledger.Blobs;

/// <summary>Compares the counts that a <see cref="BlobInfo"/> keeps with its objects.</summary>
internal static class BlobInfoCheck
{
    public static bool Differs(BlobInfo info)
    {
        BlobObjectInfo[] deletable = [.. info.Objects.Values.Where(static item => item.Deletable)];
        BlobObjectInfo[] permanent = [.. info.Objects.Values.Where(static item => !item.Deletable)];
        bool certified = info.Objects.Values.Any(IsCertified) || info.PooledCertified > 0;
        return info.DeletableTotal != deletable.Length
            || info.DeletableCertified != deletable.Count(IsCertified)
            || info.PooledCertified != info.Pooled.Values.Count(static item => item.CertifiedEpoch is not null)
            || Differs(info.PermanentTotal, permanent)
            || Differs(info.PermanentCertified, [.. permanent.Where(IsCertified)])
            || certified != info.InitialCertifiedEpoch is not null
            || certified != info.CertifiedPosition is not null;
    }

    private static bool IsCertified(BlobObjectInfo item) => item.CertifiedEpoch is not null;

    private static bool Differs(PermanentTally? tally, BlobObjectInfo[] objects) =>
        (tally?.Count ?? 0) != objects.Length || (tally is not null && tally.End != objects.Max(static item => item.End));
}
