using System.Net;
using System.Net.Sockets;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Descriptors;

namespace Akka.NetPoll.Net;

/// <summary>A dial of the blocking style: its errors read as Go's.</summary>
internal sealed class NetDial(ConnectionsExtension netPoll, NetDialer dialer, NetNetwork network)
{
    /// <param name="address">What was dialed, as the caller has written it.</param>
    public async ValueTask<NetFd> ConnectAsync(string address, EndPoint endPoint, CancellationToken cancellation)
    {
        try
        {
            PollFd fd = await new Dial(Request(endPoint), netPoll.Runtime.Loop, netPoll.Runtime.Workers).ConnectAsync(cancellation).ConfigureAwait(false);
            return new NetFd(network, fd, netPoll);
        }
        catch (OpenException failed)
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
        FallbackDelay = dialer.FallbackDelay ?? netPoll.Settings.FallbackDelay,
        Control = Prepare,
        Resolve = dialer.Resolve,
    };

    private void Prepare(Socket socket)
    {
        if (network.IsStream) SocketOptions.Apply(socket, netPoll.Settings.Connection.With(dialer.Connection));
        dialer.Control?.Invoke(socket);
    }

    private Exception Explain(OpenException failed, string address) => failed switch
    {
        { Step: OpenStep.LookUp, Address: DnsEndPoint name, Cause: SocketException or ArgumentException } =>
            new NetOperationName("dial", network.Name).LookUpFailed(name.Host, failed.Cause),
        { Step: OpenStep.NoSuitableAddress } => network.NoSuitableAddress("dial", address),
        { Cause: TimeoutException } => Name(failed.Address).TimedOut(),
        { Step: OpenStep.Watch } => new NetOperationName("dial", network.Name).Unwatched(netPoll.Runtime.Loop, failed.Cause),
        { Cause: ObjectDisposedException } => Name(failed.Address).Closed(), // The system has ended meanwhile.
        { Cause: SocketException refused } => Name(failed.Address).Failed(refused.SocketErrorCode, failed.SystemCall),
        _ => failed.Cause,
    };

    private NetOperationName Name(EndPoint target) => new("dial", network.Name, dialer.LocalEndPoint, target);
}
