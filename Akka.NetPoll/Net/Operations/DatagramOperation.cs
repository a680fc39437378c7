using System.Net.Sockets;
using Akka.NetPoll.Descriptors;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>One receive or send of datagrams. A receive ends with the first that come; a send when all are the system's.</summary>
internal sealed class DatagramOperation(NetPacketConn conn, NetFd fd, PollDirection direction) : NetOperation(fd, direction)
{
    private readonly bool _receives = direction == PollDirection.Read;
    private ReadOnlyMemory<Datagram> _datagrams;
    private int _done;

    protected override string Operation => _receives ? "read" : "write";

    protected override long Transferred => _done;

    public ValueTask<int> RunAsync(ReadOnlyMemory<Datagram> datagrams, CancellationToken cancellation)
    {
        _datagrams = datagrams;
        _done = 0;
        return RunAsync(cancellation);
    }

    protected override bool Attempt(out int result, out Exception? error)
    {
        error = null;
        do
        {
            ReadOnlySpan<Datagram> rest = _datagrams.Span[_done..];
            IoResult outcome = _receives ? Fd.PollFd.Receive(rest) : Fd.PollFd.Send(rest);
            result = 0;
            if (outcome.WouldBlock) return false;
            if (!outcome.IsSuccess)
            {
                error = Fd.Failure(outcome.Error, Operation);
                return true;
            }

            _done += outcome.Count;
        }
        while (!_receives && _done < _datagrams.Length);

        result = _done;
        return true;
    }

    protected override void Recycle()
    {
        _datagrams = default;
        conn.Return(this, _receives);
    }
}
