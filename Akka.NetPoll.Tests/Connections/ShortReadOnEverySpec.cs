using Akka.NetPoll.Tests.Support;

namespace Akka.NetPoll.Tests.Connections;

public sealed class ShortReadOnEpollSpec() : ShortReadSpec("epoll");

public sealed class ShortReadOnPollSpec() : ShortReadSpec("poll");

public sealed class ShortReadOnIoUringSpec() : ShortReadSpec(Backend.Usable("io_uring"));
