using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Runtime;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Connections;

/// <summary>Carries out one <see cref="Tcp.Connect"/>: looks the name up and tries its addresses in order. A child of the dialer, told <see cref="Dialed"/> or <see cref="DialFailed"/>.</summary>
/// <remarks>After dialSerial of Go's net, but for the race of address families.</remarks>
internal sealed class DialAttemptActor(Tcp.Connect connect, TimeSpan timeout) : ActorBase
{
    // Even the last of many addresses is given that long, as far as there is time.
    private static readonly TimeSpan LeastShare = TimeSpan.FromSeconds(2);

    private readonly NetPollRuntime _netPoll = NetPollRuntime.Get(Context.System);
    private readonly Deadline _end = timeout > TimeSpan.Zero ? Deadline.After(timeout) : Deadline.None;
    private readonly Queue<EndPoint> _addresses = [];
    private ICancelable? _timer;
    private EndPoint? _address; // Which the socket connects to.
    private Socket? _socket;
    private PollDesc? _desc;
    private DialedSocket? _dialed; // The same two, once they are offered to the dialer.
    private Exception? _first; // The first address's failure is the one to tell: it is the one that should have worked.

    protected override void PreStart()
    {
        if (timeout > TimeSpan.Zero)
        {
            _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(timeout, Self, TimedOut.Instance, Self);
        }

        if (connect.RemoteEndPoint is DnsEndPoint name) LookUp(name);
        else Try(WildcardAddress.Reachable(connect.RemoteEndPoint, connect.LocalEndPoint?.AddressFamily ?? AddressFamily.Unspecified));
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Tcp.Close or Tcp.Abort: if (TakeBack()) Fail(new OperationCanceledException("the dialer is closing")); break;
            case not null when _dialed is not null: break; // The dialer stops us.
            case Found found: OnFound(found); break;
            case NotFound notFound: Fail(notFound.Cause); break;
            case Poller.WriteReady: Continue(ConnectSocket.Outcome(_socket!, _address!)); break;
            case Poller.WaitFailed { Cause: TimeoutException }: Continue(SocketError.TimedOut); break;
            case Poller.WaitFailed failed: Fail(failed.Cause); break;
            case TimedOut: Fail(new TimeoutException($"no connection to {connect.RemoteEndPoint} within {timeout}", _first)); break;
            default: return false;
        }

        return true;
    }

    protected override void PostStop()
    {
        _timer?.Cancel();
        if (TakeBack()) Drop();
    }

    private void LookUp(DnsEndPoint name) =>
        connect.Resolve(name.Host, name.AddressFamily).PipeTo(
            Self, success: addresses => new Found(addresses, name.Port), failure: cause => new NotFound(cause));

    private void OnFound(Found found)
    {
        AddressFamily? family = connect.LocalEndPoint?.AddressFamily;
        Try(from address in found.Addresses
            where family is null || address.AddressFamily == family
            select new IPEndPoint(address, found.Port));
    }

    private void Try(IEnumerable<EndPoint> addresses)
    {
        foreach (EndPoint address in addresses) _addresses.Enqueue(address);
        TryNext();
    }

    private void TryNext()
    {
        while (_addresses.TryDequeue(out EndPoint? address))
        {
            _address = address;
            try
            {
                _socket = ConnectSocket.Create(address, connect.LocalEndPoint);
                Continue(ConnectSocket.Begin(_socket, address));
                return;
            }
            catch (Exception cause) when (cause is not OutOfMemoryException)
            {
                // No socket of this family, a local address that cannot be bound, a descriptor that cannot be watched.
                _first ??= cause;
                Drop();
            }
        }

        Fail(_first ?? new SocketException((int)SocketError.HostNotFound));
    }

    private void Continue(SocketError error)
    {
        if (error == SocketError.WouldBlock) Wait();
        else if (error is SocketError.Success or SocketError.IsConnected) Succeed();
        else TryAnother(error);
    }

    private void TryAnother(SocketError error)
    {
        _first ??= new SocketException((int)error);
        Drop();
        TryNext();
    }

    private void Wait()
    {
        if (_desc is null)
        {
            _desc = _netPoll.Loop.Watch(_socket!);
            if (_addresses.Count > 0 && _end.IsSet) _desc.SetDeadline(PollDirection.Write, Deadline.After(Share()));
        }

        _netPoll.Poller.Tell(_desc.WaitWrite, Self);
    }

    // What is left is divided among the addresses that are left.
    private TimeSpan Share()
    {
        TimeSpan share = _end.From(Deadline.Now) / (_addresses.Count + 1);
        return share > LeastShare ? share : LeastShare;
    }

    private void Succeed()
    {
        Tcp.Connected connected;
        try
        {
            connected = new Tcp.Connected(_socket!.RemoteEndPoint!, _socket.LocalEndPoint!);
        }
        catch (SocketException gone)
        {
            TryAnother(gone.SocketErrorCode);
            return;
        }

        if (IsSelfConnect(connected))
        {
            TryAnother(SocketError.ConnectionRefused);
            return;
        }

        _desc?.SetDeadline(PollDirection.Write, Deadline.None);
        _dialed = new DialedSocket(_socket, _desc);
        Context.Parent.Tell(new Dialed(_dialed), Self);
    }

    // False when the dialer has it.
    private bool TakeBack()
    {
        if (_dialed?.TryTake() == false) return false;
        _dialed = null;
        return true;
    }

    // TCP's simultaneous open: the kernel chose the very port that is dialed, and nobody listens there.
    private bool IsSelfConnect(Tcp.Connected connected) =>
        connect.LocalEndPoint is null or IPEndPoint { Port: 0 }
        && connected.RemoteEndPoint is IPEndPoint && connected.RemoteEndPoint.Equals(connected.LocalEndPoint);

    private void Fail(Exception cause)
    {
        Context.Parent.Tell(new DialFailed(cause), Self);
        Context.Stop(Self);
    }

    private void Drop()
    {
        if (_desc is not null) _netPoll.Loop.Close(_desc);
        else _socket?.Dispose();
        (_socket, _desc) = (null, null);
    }

    /// <summary>The connection stands; its socket is for the receiver to take, which stops the sender.</summary>
    public sealed record Dialed(DialedSocket Socket) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    /// <summary>No address answered.</summary>
    public sealed record DialFailed(Exception Cause) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record Found(IPAddress[] Addresses, int Port) : INoSerializationVerificationNeeded;

    private sealed record NotFound(Exception Cause) : INoSerializationVerificationNeeded;

    private sealed record TimedOut : INoSerializationVerificationNeeded
    {
        public static readonly TimedOut Instance = new();
    }
}
