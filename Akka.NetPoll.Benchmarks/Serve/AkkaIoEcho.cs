using System.Net;
using Akka.Actor;
using Akka.IO;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>Akka.NET's own TCP, with its defaults.</summary>
internal sealed class AkkaIoEcho : IEchoServer
{
    private ActorSystem? _system;

    public Task<int> StartAsync(EchoOptions options)
    {
        _system = ActorSystem.Create("echo", options.Hocon + "\nakka.loglevel = WARNING, akka.log-dead-letters = off");
        var bound = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _system.ActorOf(Props.Create(() => new Listener(options, bound)), "listener");
        return bound.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null) await _system.Terminate();
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(EchoOptions options, TaskCompletionSource<int> bound)
        {
            Context.System.Tcp().Tell(new Tcp.Bind(Self, new IPEndPoint(IPAddress.Loopback, options.Port), backlog: 4096));
            Receive<Tcp.Bound>(message => bound.SetResult(((IPEndPoint)message.LocalAddress).Port));
            Receive<Tcp.Connected>(_ => Sender.Tell(new Tcp.Register(Context.ActorOf(Props.Create(() => new Handler(options.Discard))), true)));
            Receive<Tcp.CommandFailed>(message => bound.TrySetException(new IOException(message.ToString())));
        }
    }

    private sealed class Handler : ReceiveActor
    {
        private long _length;

        public Handler(bool discard)
        {
            Receive<Tcp.Received>(received =>
            {
                _length += received.Data.Count;
                if (!discard) Sender.Tell(Tcp.Write.Create(received.Data));
            });
            Receive<Tcp.PeerClosed>(_ =>
            {
                if (discard) Sender.Tell(Tcp.Write.Create(ByteString.FromBytes(StreamLength.Encode(_length))));
                Sender.Tell(Tcp.Close.Instance);
            });
            Receive<Tcp.ConnectionClosed>(_ => Context.Stop(Self));
        }
    }
}
