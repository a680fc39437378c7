using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>accept(2) as <see cref="NonBlockingSocket.TryAccept"/> does it; a spec makes it fail as the kernel does.</summary>
internal delegate SocketError AcceptCall(Socket listener, out Socket? accepted);
