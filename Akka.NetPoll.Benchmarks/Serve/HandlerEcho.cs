using Akka.Actor;
using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>A handler beside each connection is told what it receives, and tells it what to write.</summary>
internal sealed class HandlerEcho : IEchoServer
{
    private NetPollSystem? _system;

    public Task<int> StartAsync(EchoOptions options)
    {
        _system = new NetPollSystem(options.Hocon);
        Props handler = options.Discard ? Props.Create(() => new Discarding()) : Props.Create(() => new Echoing(options.Burn));
        return _system.ListenAsync(options, (address, listen) => ListenerActor.Props(address, _ => handler, listen));
    }

    public ValueTask DisposeAsync() => _system?.DisposeAsync() ?? default;

    private sealed class Echoing(Burn burn) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Tcp.Connected) Sender.Tell(new Tcp.Register(Self));
            if (message is not Tcp.Received received) return;
            burn.Run();
            Sender.Tell(new Tcp.Write(received.Data));
        }
    }

    private sealed class Discarding : UntypedActor
    {
        private long _length;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Tcp.Connected: Sender.Tell(new Tcp.Register(Self, KeepOpenOnPeerClosed: true)); break;
                case Tcp.Received received: _length += received.Data.Length; break;
                case Tcp.PeerClosed: AnswerLength(); break;
            }
        }

        private void AnswerLength()
        {
            Sender.Tell(new Tcp.Write(StreamLength.Encode(_length)));
            Sender.Tell(Tcp.Close.Instance);
        }
    }
}
