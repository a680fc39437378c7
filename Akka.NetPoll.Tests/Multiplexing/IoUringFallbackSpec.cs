using System.IO.Pipes;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Runtime;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>Asked for io_uring where it is refused.</summary>
public sealed class IoUringFallbackSpec : NetPollTestKit
{
    private readonly List<string> _warnings = [];

    [Theory]
    [InlineData(1, "Operation not permitted")] // seccomp, or kernel.io_uring_disabled.
    [InlineData(12, "Cannot allocate memory")] // RLIMIT_MEMLOCK.
    [InlineData(13, "Permission denied")]
    [InlineData(22, "Invalid argument")] // A flag that is too new.
    [InlineData(38, "Function not implemented")]
    public void It_is_epoll_and_the_reason_is_told(int errno, string reason)
    {
        using IMultiplexer multiplexer = IoUringFallback.Create(_warnings.Add, Refusing(errno));

        multiplexer.Should().BeOfType<EpollMultiplexer>();
        _warnings.Should().Equal($"io_uring cannot be used, so epoll is: io_uring_setup: {reason} (errno {errno})");
    }

    [Fact]
    public unsafe void A_kernel_that_lacks_what_is_needed_is_named_and_its_ring_closed()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        int ring = LibC.dup((int)pipe.SafePipeHandle.DangerousGetHandle());
        using var writer = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle);
        pipe.SafePipeHandle.Dispose();

        using IMultiplexer multiplexer = IoUringFallback.Create(_warnings.Add, (_, _) => ring);

        multiplexer.Should().BeOfType<EpollMultiplexer>();
        _warnings.Should().Equal("io_uring cannot be used, so epoll is: io_uring_setup lacks features of Linux 5.19");
        writer.Invoking(pipeless => pipeless.WriteByte(1)).Should().Throw<IOException>("the last read end is closed");
    }

    [Fact]
    public void Want_of_descriptors_is_no_reason_for_another()
    {
        const int tooManyOpenFiles = 24;

        FluentActions.Invoking(() => IoUringFallback.Create(_warnings.Add, Refusing(tooManyOpenFiles)))
            .Should().Throw<MultiplexerException>().Which.Errno.Should().Be(tooManyOpenFiles);
        _warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_system_warns_of_it_once_however_often_its_poller_restarts()
    {
        int opened = 0;
        EventFilter.Warning(start: "akka.netpoll.poller.multiplexer: io_uring cannot be used, so epoll is: io_uring_setup: Operation not permitted (errno 1)")
            .ExpectOne(() =>
            {
                var runtime = NetPollRuntime.Create((ExtendedActorSystem)Sys, (_, warn) =>
                {
                    Interlocked.Increment(ref opened);
                    return IoUringFallback.Create(warn, Refusing(1));
                });
                Eventually.True(() => runtime.Loop.IsOpen);
                runtime.Loop.Close();
                runtime.Loop.Open().Should().BeTrue();
            });

        opened.Should().Be(2);
    }

    private static unsafe IoUringSetup Refusing(int errno) => (_, _) =>
    {
        Marshal.SetLastPInvokeError(errno);
        return -1;
    };
}
