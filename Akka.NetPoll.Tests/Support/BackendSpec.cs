using Akka.Actor;
using Akka.NetPoll.Polling;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Support;

public sealed class BackendSpec : NetPollTestKit
{
    [Fact]
    public void The_specs_systems_use_the_multiplexer_that_the_environment_names()
    {
        string? named = Environment.GetEnvironmentVariable("AKKA_NETPOLL_MULTIPLEXER");

        Sys.NetPoll().Settings.Multiplexer.Should().Be(string.IsNullOrEmpty(named) ? "auto" : named);
    }

    // A run on io_uring that the system refuses is a run on epoll, which the log says and this does not let pass.
    [Fact]
    public void And_it_is_that_one_which_watches_their_sockets()
    {
        using var pair = new SocketPair();

        Poller.Tell(new Akka.NetPoll.Polling.Poller.Register(pair.Ours), TestActor);

        PollDesc desc = ExpectMsg<Akka.NetPoll.Polling.Poller.Registered>().Desc;
        // By their names: to load a type of another system's can need what this one lacks.
        desc.Registration!.Multiplexer.GetType().Name.Should().Be(Backend.Name switch
        {
            "auto" => OperatingSystem.IsWindows() ? "AfdMultiplexer" : "EpollMultiplexer",
            "epoll" => "EpollMultiplexer",
            "poll" => "PollMultiplexer",
            "io_uring" => "IoUringMultiplexer",
            "kqueue" => "KqueueMultiplexer",
            "afd" => "AfdMultiplexer",
            _ => throw new NotSupportedException($"{Backend.Name} is not known here"),
        });
        Poller.Tell(new Akka.NetPoll.Polling.Poller.Unregister(desc), TestActor);
        ExpectMsg<Akka.NetPoll.Polling.Poller.Unregistered>();
    }
}
