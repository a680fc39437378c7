using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Tests.Support;

/// <summary>Descriptors for specs.</summary>
internal static class Descriptor
{
    /// <summary>The socket as a descriptor that nothing watches.</summary>
    public static PollFd Unwatched(this Socket socket) => new(socket, new PollLoop("auto"));

    /// <summary>A socket to connect with, bound when a local address is given.</summary>
    public static Socket ToConnect(EndPoint remote, EndPoint? local) => NewSocket.Create(
        remote, SocketType.Stream, null, socket =>
        {
            if (local is not null) socket.BindOwningFile(local);
        });
}
