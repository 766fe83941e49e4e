using System.Runtime.InteropServices;

namespace Walrus.Core.Tests.Hashing;

/// <summary>Memory between two pages that nobody may touch: code that reads or writes a byte too far ends the process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int None = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
    private readonly nint _mapping;
    private readonly nuint _mappingSize;
    private readonly nuint _page = (nuint)Environment.SystemPageSize;

    /// <summary>Room for <paramref name="size"/> bytes.</summary>
    public GuardedMemory(int size)
    {
        nuint inner = ((nuint)size + _page - 1) / _page * _page;
        _mappingSize = inner + 2 * _page;
        _mapping = Map(0, _mappingSize, None, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, _mapping);
        Assert.Equal(0, Protect(_mapping + (nint)_page, inner, ReadWrite));
        Size = (int)inner;
    }

    /// <summary>Bytes that may be touched.</summary>
    public int Size { get; }

    /// <summary>The first <paramref name="size"/> bytes, right after a guard.</summary>
    public Span<byte> AtStart(int size) => new Span<byte>((byte*)_mapping + _page, Size)[..size];

    /// <summary>The last <paramref name="size"/> bytes, right before a guard.</summary>
    public Span<byte> AtEnd(int size) => new Span<byte>((byte*)_mapping + _page, Size)[^size..];

    /// <inheritdoc/>
    public void Dispose() => Assert.Equal(0, Unmap(_mapping, _mappingSize));

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);
}
