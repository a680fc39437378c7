using System.Net;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;

namespace Akka.NetPoll.Tests.Serialization;

/// <summary>One message of each public type of Tcp, Udp and Poller.</summary>
internal sealed class Samples : IDisposable
{
    private static readonly IPEndPoint Address = new(IPAddress.Loopback, 80);
    private static readonly Exception Cause = new InvalidOperationException("sample");

    private readonly SocketPair _pair = new();
    private readonly PollDesc _desc;

    public Samples() => _desc = new PollDesc(_pair.Ours, new PollLoop("fake", _ => new FakeMultiplexer()));

    public IEnumerable<object> All =>
    [
        new Tcp.Bind(Address, new ListenOptions()), Tcp.Unbind.Instance, new Tcp.Connect(Address), new Tcp.Register(ActorRefs.Nobody),
        new Tcp.Write(new byte[] { 1, 2, 3 }, "ack"), Tcp.SuspendReading.Instance, Tcp.ResumeReading.Instance, new Tcp.ResumeAccepting(1),
        Tcp.Close.Instance, Tcp.ConfirmedClose.Instance, Tcp.Abort.Instance,
        new Tcp.Bound(Address), Tcp.Unbound.Instance, new Tcp.Connected(Address, Address), new Tcp.Received(new byte[] { 1, 2, 3 }),
        Tcp.PeerClosed.Instance, Tcp.WritingResumed.Instance, new Tcp.CommandFailed(Tcp.Close.Instance, Cause), new Tcp.Closed(CloseReason.Error, Cause),

        new Udp.Bind(Address), new Udp.Connect(Address), new Udp.Send(new byte[] { 1, 2, 3 }, Address), Udp.SuspendReading.Instance,
        Udp.ResumeReading.Instance, Udp.Unbind.Instance,
        new Udp.Bound(Address), new Udp.Connected(Address, Address), new Udp.Received(new byte[] { 1, 2, 3 }, Address, false),
        new Udp.ErrorReported(Cause), new Udp.CommandFailed(Udp.Unbind.Instance, Cause), new Udp.Unbound(),

        new Poller.Register(_pair.Ours), new Poller.WaitRead(_desc), new Poller.WaitWrite(_desc),
        new Poller.SetDeadline(_desc, PollDirection.Read, Deadline.None), new Poller.Unregister(_desc), new Poller.Close(_desc),
        new Poller.Registered(_desc), Poller.ReadReady.Instance, Poller.WriteReady.Instance, Poller.HungUp.Instance, new Poller.Unregistered(_desc),
        new Poller.WaitFailed(PollDirection.Read, Cause), new Poller.Failed("request", Cause),
    ];

    /// <summary>Every type there is one of.</summary>
    public static IEnumerable<Type> Types =>
        from vocabulary in new[] { typeof(Tcp), typeof(Udp), typeof(Poller) }
        from type in vocabulary.GetNestedTypes()
        where !type.IsAbstract
        select type;

    public void Dispose() => _pair.Dispose();
}
