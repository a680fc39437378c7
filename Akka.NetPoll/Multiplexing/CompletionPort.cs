using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Akka.NetPoll.Multiplexing;

/// <summary>An I/O completion port: where the polls of <see cref="AfdMultiplexer"/> come back, and where its wakes go.</summary>
/// <remarks>Any thread may start and post; one takes.</remarks>
[SupportedOSPlatform("windows")]
internal sealed unsafe class CompletionPort : IDisposable
{
    private readonly nint _port;
    private readonly int _most;
    private readonly AfdCalls.Completion* _taken;
    private int _inFlight;

    public CompletionPort(int most)
    {
        _most = most;
        _port = AfdCalls.CreateIoCompletionPort(AfdCalls.InvalidHandleValue, 0, 0, 0);
        if (_port == 0) throw new MultiplexerException("CreateIoCompletionPort", Marshal.GetLastPInvokeError());
        // The kernel writes here: memory of its own, so that no pin is needed while a thread sleeps in it.
        _taken = (AfdCalls.Completion*)NativeMemory.Alloc((nuint)most, (nuint)sizeof(AfdCalls.Completion));
    }

    /// <summary>The polls that have been begun and not yet been taken.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public void Attach(nint device)
    {
        if (AfdCalls.CreateIoCompletionPort(device, _port, 0, 0) == 0) throw new MultiplexerException("CreateIoCompletionPort", Marshal.GetLastPInvokeError());
    }

    public void Count(int change) => Interlocked.Add(ref _inFlight, change);

    /// <summary>A completion of our own making; null is a wake.</summary>
    /// <returns>False when the system has no memory for it.</returns>
    public bool Post(AfdPoll* poll) => AfdCalls.PostQueuedCompletionStatus(_port, 0, 0, poll) != 0;

    /// <summary>Waits until there are completions, and takes so many at most.</summary>
    /// <returns>How many; zero after the time.</returns>
    public int Take(int most, int milliseconds)
    {
        uint limit = milliseconds < 0 ? AfdCalls.Infinite : (uint)milliseconds;
        if (AfdCalls.GetQueuedCompletionStatusEx(_port, _taken, (uint)Math.Min(most, _most), out uint count, limit, 0) != 0) return (int)count;
        int error = Marshal.GetLastPInvokeError();
        return error == AfdCalls.WaitTimeout ? 0 : throw new MultiplexerException("GetQueuedCompletionStatusEx", error);
    }

    /// <summary>One of those just taken; null is a wake.</summary>
    public AfdPoll* Taken(int at) => _taken[at].Poll;

    public void Dispose()
    {
        AfdCalls.CloseHandle(_port);
        NativeMemory.Free(_taken);
    }
}
