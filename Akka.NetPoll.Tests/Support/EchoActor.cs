using System.Net.Sockets;
using Akka.Actor;
using Akka.NetPoll.Polling;

namespace Akka.NetPoll.Tests.Support;

/// <summary>The smallest use of the poller: reads what is there, sends it back, waits again. What it sends must fit the send buffer.</summary>
internal sealed class EchoActor(IActorRef poller, Socket socket) : UntypedActor
{
    private readonly byte[] _buffer = new byte[4096];
    private PollDesc? _desc;

    protected override void PreStart() => poller.Tell(new Poller.Register(socket));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Poller.Registered registered: _desc = registered.Desc; Echo(); break;
            case Poller.ReadReady: Echo(); break;
            case Poller.WaitFailed: Context.Stop(Self); break;
            default: Unhandled(message); break;
        }
    }

    private void Echo()
    {
        while (true)
        {
            int count = socket.Receive(_buffer, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                poller.Tell(_desc!.WaitRead, Self);
                return;
            }

            if (count == 0) return;
            socket.Send(_buffer, 0, count, SocketFlags.None);
        }
    }
}
