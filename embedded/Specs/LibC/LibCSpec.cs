using FluentAssertions;
using Tmds.Linux;
using Xunit;
using static Tmds.Linux.LibC;

namespace Akka.Embedded.Specs.LibC;

public sealed unsafe class LibCSpec
{
    [SkippableFact]
    public void Epoll_tells_of_an_eventfd_and_hands_back_its_data()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "epoll is Linux's");
        var epoll = epoll_create1(EPOLL_CLOEXEC);
        var counter = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        var interest = new epoll_event { events = EPOLLIN | EPOLLET };
        interest.data.u64 = 0x0123_4567_89ab_cdef;
        epoll_ctl(epoll, EPOLL_CTL_ADD, counter, &interest).Should().Be(0);
        epoll_event* events = stackalloc epoll_event[4];
        epoll_wait(epoll, events, 4, 0).Should().Be(0);

        ulong one = 1;
        ((long)write(counter, &one, sizeof(ulong))).Should().Be(sizeof(ulong));

        epoll_wait(epoll, events, 4, 20_000).Should().Be(1);
        events[0].data.u64.Should().Be(0x0123_4567_89ab_cdef);
        ((uint)events[0].events & (uint)EPOLLIN).Should().NotBe(0);
        close(counter).Should().Be(0);
        close(epoll).Should().Be(0);
    }

    [SkippableFact]
    public void A_socketpair_carries_bytes_and_its_end()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the calls are Linux's");
        var pair = stackalloc int[2];
        socketpair(AF_UNIX, SOCK_STREAM, 0, pair).Should().Be(0);
        var bytes = stackalloc byte[] { 1, 2, 3 };
        var received = stackalloc byte[8];

        ((long)send(pair[0], bytes, 3, MSG_NOSIGNAL)).Should().Be(3);
        ((long)recv(pair[1], received, 8, MSG_DONTWAIT)).Should().Be(3);
        received[2].Should().Be(3);
        close(pair[0]).Should().Be(0);

        ((long)recv(pair[1], received, 8, 0)).Should().Be(0);
        close(pair[1]).Should().Be(0);
    }

    [SkippableFact]
    public void A_failed_call_leaves_its_error()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the numbers are Linux's");

        close(-1).Should().Be(-1);

        errno.Should().Be(EBADF);
    }

    [SkippableFact]
    public void An_event_is_packed_where_the_kernel_packs_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the layout is Linux's");
        var packed = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64;

        sizeof(epoll_event).Should().Be(packed ? 12 : 16);
    }
}
