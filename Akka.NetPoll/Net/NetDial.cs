using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Descriptors;

namespace Akka.NetPoll.Net;

/// <summary>A dial of the blocking style: its errors read as Go's.</summary>
internal sealed class NetDial(NetPoll netPoll, NetDialer dialer, NetNetwork network)
{
    /// <param name="address">What was dialed, as the caller has written it.</param>
    public async ValueTask<NetFd> ConnectAsync(string address, EndPoint endPoint, CancellationToken cancellation)
    {
        try
        {
            PollFd fd = await new Dial(Request(endPoint), netPoll.Loop, netPoll.Workers).ConnectAsync(cancellation).ConfigureAwait(false);
            NetSockets.Begin(network, fd.Socket, dialer.KeepAlive);
            return new NetFd(network, fd, netPoll);
        }
        catch (DialException failed)
        {
            throw Explain(failed, address);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{Name(endPoint)}: operation was canceled", cancellation);
        }
    }

    private DialRequest Request(EndPoint endPoint) => new(endPoint)
    {
        Type = network.SocketType,
        Family = network.IsUnix ? AddressFamily.Unspecified : network.Family,
        LocalEndPoint = dialer.LocalEndPoint,
        End = dialer.End(),
        FallbackDelay = dialer.FallbackDelay,
        Control = dialer.Control is { } control ? socket => control(NetSockets.NameWithFamily(network, socket), socket) : null,
        Resolve = dialer.Resolve,
    };

    private Exception Explain(DialException failed, string address) => failed switch
    {
        { Step: DialStep.LookUp, Address: DnsEndPoint name, Cause: SocketException or ArgumentException } =>
            new NetOperationName("dial", network.Name).LookUpFailed(name.Host, failed.Cause),
        { Step: DialStep.NoSuitableAddress } => network.NoSuitableAddress("dial", address),
        { Cause: TimeoutException } => Name(failed.Address).TimedOut(),
        { Step: DialStep.Watch } => new NetOperationName("dial", network.Name).Unwatched(netPoll.Loop, failed.Cause),
        { Cause: ObjectDisposedException } => Name(failed.Address).Closed(), // The system has ended meanwhile.
        { Cause: SocketException refused } => Name(failed.Address).Failed(refused.SocketErrorCode, SystemCall(failed.Step)),
        _ => failed.Cause,
    };

    private static string SystemCall(DialStep step) => step switch
    {
        DialStep.Socket => "socket",
        DialStep.Bind => "bind",
        _ => "connect",
    };

    private NetOperationName Name(EndPoint target) => new("dial", network.Name, dialer.LocalEndPoint, target);
}
