using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.Signatures.Fields;

/// <summary>The 128-bit product of two words, which processors offer in different ways.</summary>
internal unsafe interface IWideProduct
{
    /// <summary>The upper word; the lower one goes to <paramref name="low"/>, memory that one computation can use for all its products.</summary>
    static abstract ulong Multiply(ulong a, ulong b, ulong* low);
}

/// <summary>By the MULX instruction of x86 processors with BMI2.</summary>
internal readonly unsafe struct Bmi2Product : IWideProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong a, ulong b, ulong* low) => Bmi2.X64.MultiplyNoFlags(a, b, low);
}

/// <summary>By whatever the runtime has for this processor.</summary>
internal readonly unsafe struct PortableProduct : IWideProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong a, ulong b, ulong* low) => Math.BigMul(a, b, out *low);
}
