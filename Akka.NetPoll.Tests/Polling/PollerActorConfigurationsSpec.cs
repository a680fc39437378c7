namespace Akka.NetPoll.Tests.Polling;

/// <summary>As delivered: waits are answered by the poller's own dispatcher.</summary>
public sealed class PollerOnItsDispatcherSpec() : PollerActorSpec("");

/// <summary>Waits are answered in the mailbox's Enqueue.</summary>
public sealed class PollerOnAnyDispatcherSpec() : PollerActorSpec("""
    akka.netpoll.poller.dispatcher = akka.actor.default-dispatcher
    """);

/// <summary>Waits are messages like any others.</summary>
public sealed class PollerWithAnyMailboxSpec() : PollerActorSpec("""
    akka.netpoll.poller.dispatcher = akka.actor.default-dispatcher
    akka.netpoll.poller.mailbox = unbounded
    """);

/// <summary>Over a multiplexer that must be armed for each wait, polled by a thread of its own.</summary>
public sealed class PollerOverPollSpec() : PollerActorSpec("""
    akka.netpoll.poller.multiplexer = poll
    akka.netpoll.poller.polled-by = thread
    """);
