using System.Net.Sockets;
using Tmds.Linux;

namespace Akka.NetPoll.Sockets.Linux;

/// <summary>The pipe through which the kernel moves bytes from one socket to another (splice(2) wants one on one side).</summary>
internal sealed unsafe class SplicePipe : IDisposable
{
    private readonly int _readEnd, _writeEnd;

    internal SplicePipe(int readEnd, int writeEnd) => (_readEnd, _writeEnd) = (readEnd, writeEnd);

    /// <summary>Bytes that are in the pipe.</summary>
    public int Held { get; private set; }

    /// <summary>Null when the system has no descriptors for one.</summary>
    public static SplicePipe? TryCreate()
    {
        int* ends = stackalloc int[2];
        if (LibC.pipe2(ends, LibC.O_CLOEXEC | LibC.O_NONBLOCK) != 0) return null;
        LibC.fcntl(ends[0], LibC.F_SETPIPE_SZ, FileCopy.Chunk); // Larger moves; refused, it stays as it is.
        return new SplicePipe(ends[0], ends[1]);
    }

    public IoResult Fill(Socket source)
    {
        IoResult moved = FileCalls.TrySplice((int)source.Handle, _writeEnd, FileCopy.Chunk);
        Held += moved.Count;
        return moved;
    }

    public IoResult Drain(Socket target)
    {
        IoResult moved = FileCalls.TrySplice(_readEnd, (int)target.Handle, Held);
        Held -= moved.Count;
        return moved;
    }

    public void Dispose()
    {
        LibC.close(_readEnd);
        LibC.close(_writeEnd);
    }
}
