namespace Akka.NetPoll.Tests.Connections;

public sealed class HangUpOnEpollSpec() : HangUpSpec("akka.netpoll.poller.multiplexer = epoll");

public sealed class HangUpOnPollSpec() : HangUpSpec("akka.netpoll.poller.multiplexer = poll");
