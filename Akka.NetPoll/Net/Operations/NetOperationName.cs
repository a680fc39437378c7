using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Sockets;

namespace Akka.NetPoll.Net;

/// <summary>What an error says was tried: <c>op net local->remote</c>.</summary>
internal readonly record struct NetOperationName(string Operation, string Network, EndPoint? Local = null, EndPoint? Remote = null)
{
    private const string ClosedText = "use of closed network connection";
    private const string TimeoutText = "i/o timeout";
    private const string UnexpectedEndText = "unexpected EOF";

    /// <summary>The system refused: its text in lower case, as Go prints it, behind the call that was refused.</summary>
    public NetException Failed(SocketError error, string? systemCall = null)
    {
        string text = error.Text(isUnix: Network == "unix");
        return new NetException(this, systemCall is null ? Lower(text) : $"{systemCall}: {Lower(text)}", new SocketException((int)error, text));
    }

    /// <summary>The caller asked for what cannot be.</summary>
    public NetException Failed(string cause, Exception? inner = null) => new(this, cause, inner);

    /// <summary>A name that has no address or that the resolver refuses, or the resolver is out of reach.</summary>
    public NetException LookUpFailed(string host, Exception cause) => Failed($"lookup {host}: {Lower(cause.Message)}", cause);

    /// <summary>The poller does not watch the socket.</summary>
    public NetException Unwatched(PollLoop loop, Exception cause) =>
        Failed($"poll: {(loop.IsStopped ? "the actor system has terminated" : cause.Message)}", cause);

    /// <summary>A deadline passed.</summary>
    public NetException TimedOut() => new(this, TimeoutText, new TimeoutException(TimeoutText));

    /// <summary>The peer ended its stream where it must not.</summary>
    /// <param name="amid">What it was in, with a colon; or empty.</param>
    public NetException EndedUnexpectedly(string amid, EndOfStreamException cause) => new(this, amid + UnexpectedEndText, cause);

    /// <summary>The connection or listener had been closed on this side.</summary>
    public ObjectDisposedException Closed() => new(null, $"{this}: {ClosedText}");

    public override string ToString()
    {
        StringBuilder text = new StringBuilder(Operation).Append(' ').Append(Network);
        if (Local is not null) text.Append(' ').Append(Format(Local));
        if (Remote is not null) text.Append(Local is null ? " " : "->").Append(Format(Remote));
        return text.ToString();
    }

    /// <summary>An IPv4 address that came through a dual-stack socket is shown as IPv4.</summary>
    internal static string Format(EndPoint endPoint) => SocketAddresses.Unmapped(endPoint) switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        UnixDomainSocketEndPoint unix => unix.ToString(),
        var other => other.ToString() ?? "",
    };

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
