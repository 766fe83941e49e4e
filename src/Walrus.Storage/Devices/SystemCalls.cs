using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Walrus.Storage.Devices;

/// <summary>What a storage engine needs of the operating system and the runtime does not offer.</summary>
internal static partial class SystemCalls
{
    private const int PunchHoleKeepSize = 0x01 | 0x02;
    private const int NotNeeded = 4;
    private const uint WriteOnly = 2;

    /// <summary>Makes the names in a folder durable. Windows journals names itself and has no such call.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int folder = OpenFolder(path, 0);
        if (folder < 0)
            throw LastError("open", path);
        try
        {
            if (SyncDescriptor(folder) != 0)
                throw LastError("fsync", path);
        }
        finally
        {
            _ = CloseDescriptor(folder);
        }
    }

    /// <summary>Frees the blocks of a range, where system and file system can.</summary>
    public static bool TryPunchHole(SafeFileHandle handle, long offset, long length)
    {
        // The call takes 64-bit offsets under this name on 64-bit systems only.
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return false;
        return AllocateRange(handle, PunchHoleKeepSize, offset, length) == 0;
    }

    /// <summary>Tells the system that a range of a file is not read soon. It may refuse, and nothing depends on it.</summary>
    public static void AdviseUnneeded(SafeFileHandle handle, long offset, long length)
    {
        // As above: 64-bit offsets.
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
            _ = Advise(handle, offset, length, NotNeeded);
    }

    /// <summary>Has the system begin to write a range back, and waits for nothing. It may refuse, and nothing depends on it.</summary>
    public static void BeginWriteBack(SafeFileHandle handle, long offset, long length)
    {
        // It leaves errors of the medium for the sync to find.
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
            _ = SyncRange(handle, offset, length, WriteOnly);
    }

    private static IOException LastError(string call, string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} {path}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int AllocateRange(SafeFileHandle handle, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncRange(SafeFileHandle handle, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle handle, long offset, long length, int advice);
}
