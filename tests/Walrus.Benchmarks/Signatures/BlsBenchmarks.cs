using BenchmarkDotNet.Attributes;
using Walrus.Core.Signatures;

namespace Walrus.Benchmarks.Signatures;

/// <summary>Signing and verifying; every message is new, so that no point of it is remembered.</summary>
[IterationCount(30)]
public class BlsBenchmarks
{
    private readonly BlsSecretKey _key = BlsSecretKey.FromSeed(new byte[32]);
    private readonly byte[] _message = new byte[48];
    private readonly byte[] _signed = new byte[48];
    private BlsSignature? _signature;

    [GlobalSetup]
    public void SignOnce() => _signature = _key.Sign(_signed);

    [Benchmark]
    public BlsSignature Sign()
    {
        BitConverter.TryWriteBytes(_message, BitConverter.ToInt64(_message) + 1);
        return _key.Sign(_message);
    }

    [Benchmark]
    public bool Verify_a_remembered_message() => BlsVerifier.Verify(_key.PublicKey, _signed, _signature!);

    [Benchmark]
    public BlsSignature Read_a_signature() => BlsSignature.Parse(_signature!.Bytes.Span);
}
