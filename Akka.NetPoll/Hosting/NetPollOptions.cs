using Akka.NetPoll.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Hosting;

/// <summary>What an application sets in code or binds from its configuration; what is null stays as akka.netpoll says.</summary>
/// <remarks>One property for each section of akka.netpoll, and in that one for each setting.</remarks>
public sealed class NetPollOptions
{
    /// <summary>akka.netpoll.poller: the kernel's queue, and the threads that poll it.</summary>
    public PollerOptions? Poller { get; set; }

    /// <summary>akka.netpoll.workers: the threads that run connections.</summary>
    public WorkerOptions? Workers { get; set; }

    /// <summary>akka.netpoll.connection: how connections behave.</summary>
    public ConnectionOptions? Connection { get; set; }

    /// <summary>akka.netpoll.listener: how listeners accept. What belongs to one listener, such as its Tls, is refused here.</summary>
    public ListenOptions? Listener { get; set; }

    /// <summary>akka.netpoll.dialer: how dialers connect.</summary>
    public DialerOptions? Dialer { get; set; }

    /// <summary>akka.netpoll.tls: how TLS behaves, in either style.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>akka.netpoll.datagram: how UDP sockets behave. What belongs to one socket, its Control, is refused here.</summary>
    public DatagramOptions? Datagram { get; set; }

    /// <summary>akka.netpoll.shutdown: how connections end with the application.</summary>
    public ShutdownOptions? Shutdown { get; set; }

    /// <summary>
    /// Makes the poller's workers the default dispatcher's threads too, so that every actor that names no dispatcher runs
    /// where the sockets are polled. Null leaves the default dispatcher as it is configured.
    /// </summary>
    [NotASetting]
    public bool? AsDefaultDispatcher { get; set; }
}
