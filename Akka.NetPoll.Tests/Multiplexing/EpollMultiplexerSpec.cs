using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

public sealed partial class EpollMultiplexerSpec() : MultiplexerSpec(new EpollMultiplexer())
{
    private const int WindowChanged = 28; // SIGWINCH

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_signal_ends_a_wait_with_a_limit_but_not_one_without()
    {
        using var multiplexer = new EpollMultiplexer();
        using var seen = new ManualResetEventSlim();
        using var handler = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => seen.Set());
        nint thread = 0;
        KernelThread? kernels = null;
        int limited = -1;
        var waiter = new Thread(() =>
        {
            Volatile.Write(ref kernels, KernelThread.Current);
            Volatile.Write(ref thread, pthread_self());
            Volatile.Write(ref limited, multiplexer.Wait(new PollEvent[8], TimeSpan.FromHours(1)));
            multiplexer.Wait(new PollEvent[8], Timeout.InfiniteTimeSpan);
        });
        waiter.Start();
        Eventually.True(() => Volatile.Read(ref thread) != 0);

        // It may not sleep yet when a signal comes; signals go on until one has interrupted the first wait.
        Eventually.True(() => Interrupt(thread) && Volatile.Read(ref limited) == 0);
        for (int i = 0; i < 50; i++)
        {
            Eventually.True(() => !waiter.IsAlive || kernels!.IsAsleep);
            seen.Reset();
            Interrupt(thread);
            seen.Wait(Eventually.Limit).Should().BeTrue();
        }

        Eventually.True(() => !waiter.IsAlive || kernels!.IsAsleep);
        waiter.IsAlive.Should().BeTrue("the wait without limit goes on");
        multiplexer.Wake();
        waiter.Join(Eventually.Limit).Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_program_that_is_started_inherits_none_of_its_descriptors()
    {
        int before = await InheritedAsync(); // From whoever has started us.
        using var multiplexer = new EpollMultiplexer();

        (await InheritedAsync()).Should().Be(before);

        static async Task<int> InheritedAsync()
        {
            using var ls = OutsideProgram.Start("ls", "-l", "/proc/self/fd");
            string[] lines = (await ls.Output.ReadToEndAsync().WaitAsync(Eventually.Limit)).Split('\n');
            lines.Should().Contain(line => line.Contains("/proc/", StringComparison.Ordinal), "it lists what it has");
            return lines.Count(line => line.Contains("[event", StringComparison.Ordinal));
        }
    }

    private static bool Interrupt(nint thread) => pthread_kill(thread, WindowChanged) == 0;

    [LibraryImport("libc")]
    private static partial nint pthread_self();

    [LibraryImport("libc")]
    private static partial int pthread_kill(nint thread, int signal);
}
