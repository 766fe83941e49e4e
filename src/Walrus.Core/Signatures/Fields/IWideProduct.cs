using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.Signatures.Fields;

/// <summary>The upper word of a 64 by 64 bit product, which processors offer in different ways.</summary>
internal interface IWideProduct
{
    static abstract ulong High(ulong a, ulong b);
}

/// <summary>By the MULX instruction of x86 processors with BMI2.</summary>
internal readonly struct Bmi2Product : IWideProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong a, ulong b) => Bmi2.X64.MultiplyNoFlags(a, b);
}

/// <summary>By whatever the runtime has for this processor.</summary>
internal readonly struct PortableProduct : IWideProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong a, ulong b) => Math.BigMul(a, b, out _);
}
