using System.Runtime.Versioning;

namespace Akka.NetPoll.Multiplexing;

/// <summary>A handle of AFD through which a number of sockets are polled.</summary>
/// <remarks>
/// One for a few: Windows goes through all that is in flight on a handle to find the poll that is to be cancelled. Under the multiplexer's gate.
/// </remarks>
[SupportedOSPlatform("windows")]
internal sealed class AfdDevice
{
    private const int MostSockets = 32;

    private int _sockets;

    public AfdDevice(CompletionPort port)
    {
        Handle = AfdCalls.OpenDevice();
        try
        {
            port.Attach(Handle);
        }
        catch (MultiplexerException)
        {
            AfdCalls.CloseHandle(Handle);
            throw;
        }
    }

    public nint Handle { get; }

    public bool IsFull => _sockets == MostSockets;

    public void Take() => _sockets++;

    /// <summary>True when it was full.</summary>
    public bool GiveBack() => _sockets-- == MostSockets;
}
