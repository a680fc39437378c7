using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Akka.NetPoll.Tests.Support;

/// <summary>An emulation of kqueue(2) in place of <see cref="KqueueModel"/>: the file that AKKA_NETPOLL_KQUEUE names, such as libkqueue.so.</summary>
internal static class KqueueLibrary
{
    private static readonly string? File = Environment.GetEnvironmentVariable("AKKA_NETPOLL_KQUEUE") is { Length: > 0 } file ? file : null;

    public static bool IsThere => File is not null;

    // Before the library's first call: what is in libc, and not in the file itself, is found through it all the same.
#pragma warning disable CA2255 // It is for the specs' process, not for a library's users.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Map()
    {
        if (File is null) return;
        NativeLibrary.SetDllImportResolver(typeof(NetPoll).Assembly, (name, _, _) => name == "libc" ? NativeLibrary.Load(File) : 0);
    }
}
