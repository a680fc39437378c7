namespace Akka.NetPoll.Tests.Polling;

/// <summary>As delivered: the workers poll.</summary>
public sealed class PollerPolledByWorkersSpec() : PollerActorSpec("");

/// <summary>Over a multiplexer that must be armed for each wait, polled by a thread of its own.</summary>
public sealed class PollerOverPollSpec() : PollerActorSpec("""
    akka.netpoll.poller.multiplexer = poll
    akka.netpoll.poller.polled-by = thread
    """);
