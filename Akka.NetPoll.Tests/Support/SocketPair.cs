using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Two connected TCP sockets on loopback: ours does not block, the peer's does.</summary>
internal sealed class SocketPair : IDisposable
{
    public SocketPair()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Peer.Connect(listener.LocalEndPoint!);
        Ours = listener.Accept();
        Ours.NoDelay = true;
        Ours.Blocking = false;
    }

    public Socket Ours { get; }

    public Socket Peer { get; }

    public SafeSocketHandle Handle => Ours.SafeHandle;

    public int Fd => (int)Ours.SafeHandle.DangerousGetHandle();

    /// <summary>Writes until the send buffer is full and stays so: what is still on its way to the peer makes room again.</summary>
    public long FillOurSendBuffer()
    {
        byte[] chunk = new byte[65536];
        long sent = 0;
        bool settled = false; // For a while the kernel has not called it writable, which little room does not make it.
        while (true)
        {
            int count = Ours.Send(chunk, SocketFlags.None, out SocketError error);
            if (error != SocketError.WouldBlock) (sent, settled) = (sent + count, false);
            else if (settled) return sent;
            else settled = !Ours.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectWrite);
        }
    }

    /// <summary>Reads at the peer exactly this much.</summary>
    public void DrainPeer(long count)
    {
        byte[] chunk = new byte[65536];
        while (count > 0) count -= Peer.Receive(chunk, (int)Math.Min(chunk.Length, count), SocketFlags.None);
    }

    public void Dispose()
    {
        Ours.Dispose();
        Peer.Dispose();
    }
}
