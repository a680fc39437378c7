using Akka.NetPoll.Tests.Support;

namespace Akka.NetPoll.Tests.Connections;

public sealed class HangUpOnEpollSpec() : HangUpSpec("akka.netpoll.poller.multiplexer = epoll");

public sealed class HangUpOnPollSpec() : HangUpSpec("akka.netpoll.poller.multiplexer = poll");

public sealed class HangUpOnIoUringSpec() : HangUpSpec($"akka.netpoll.poller.multiplexer = {Backend.Usable("io_uring")}");
