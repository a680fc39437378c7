using System.Buffers;
using Akka.Actor;
using Akka.NetPoll.Connections;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The connection's own actor echoes.</summary>
internal sealed class SubclassEcho : IEchoServer
{
    private NetPollSystem? _system;

    public Task<int> StartAsync(EchoOptions options)
    {
        _system = new NetPollSystem(options.Hocon);
        Props connection = options.Discard ? Props.Create(() => new Discarding()) : Props.Create(() => new Echoing(options.Burn));
        return _system.ListenAsync(options, (address, listen) => ListenerActor.Props(address, connection, listen));
    }

    public ValueTask DisposeAsync() => _system?.DisposeAsync() ?? default;

    private sealed class Echoing(Burn burn) : ConnectionActor
    {
        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            burn.Run();
            Send(data);
            return data.End;
        }
    }

    private sealed class Discarding : ConnectionActor
    {
        private long _length;

        protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
        {
            _length += data.Length;
            return data.End;
        }

        protected override void OnPeerClosed()
        {
            Send(StreamLength.Encode(_length));
            base.OnPeerClosed();
        }
    }
}
