using System.IO.Pipes;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Akka.NetPoll.Multiplexing;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;
using Xunit;

namespace Akka.NetPoll.Tests.Multiplexing;

/// <summary>What is rarer than data and room, on every backend: errors alone, hang-ups, many descriptors, removal in time.</summary>
public sealed class MultiplexerEdgesSpec
{
    private const long Key = (7L << 32) | 3;
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly Readiness Both = Readiness.Read | Readiness.Write;

    private readonly PollEvent[] _events = new PollEvent[400];

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void An_error_and_nothing_else_is_said_to_be_only_that(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        Fill((int)pipe.SafePipeHandle.DangerousGetHandle());
        Add(multiplexer, pipe.SafePipeHandle, Key);

        pipe.ClientSafePipeHandle.Dispose(); // A full pipe without a reader: no room, no data, no hang-up.

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Both | Readiness.OnlyError | Readiness.HangUp | ShortReads(multiplexer)));
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.Armed), MemberType = typeof(Backend))]
    public void Asked_for_one_direction_an_error_is_not_said_to_be_all_there_is(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        Fill((int)pipe.SafePipeHandle.DangerousGetHandle());
        multiplexer.Arm(multiplexer.Add(pipe.SafePipeHandle, Key).Registration!, Readiness.Write);

        pipe.ClientSafePipeHandle.Dispose();

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Write | Readiness.HangUp));
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void An_error_beside_room_is_no_error_alone(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.ClientSafePipeHandle.Dispose();

        Add(multiplexer, pipe.SafePipeHandle, Key);

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Both | Readiness.HangUp | ShortReads(multiplexer)));
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void A_hang_up_is_reported_in_both_directions(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        Add(multiplexer, pipe.SafePipeHandle, Key);
        multiplexer.Wait(_events, TimeSpan.Zero).Should().Be(0, "nothing can be read, and it cannot be written to");

        pipe.ClientSafePipeHandle.Dispose();

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Both | Readiness.HangUp | ShortReads(multiplexer)));
    }

    [Fact]
    public void Urgent_data_is_something_to_read_at_which_reads_come_up_short()
    {
        using IMultiplexer multiplexer = Multiplexer.Create("epoll");
        using var pair = new SocketPair();
        Add(multiplexer, pair.Handle, Key);
        multiplexer.Wait(_events, Never);

        pair.Peer.Send([1], SocketFlags.OutOfBand);

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Readiness.Should().HaveFlag(Readiness.Read).And.HaveFlag(Readiness.ShortReads).And.NotHaveFlag(Readiness.OnlyError);
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void What_can_only_be_read_from_is_not_reported_as_writable(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var writer = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle);
        Add(multiplexer, pipe.SafePipeHandle, Key);

        writer.WriteByte(1);

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Read));
    }

    [SkippableTheory]
    [InlineData("epoll", 150)]
    [InlineData("poll", 63)]
    [InlineData("poll", 64)] // As many as it has room for at first, and its own.
    [InlineData("poll", 65)]
    [InlineData("poll", 150)]
    [InlineData("io_uring", 64)] // As many as its table holds at first, and one.
    [InlineData("io_uring", 300)] // More than fit into its ring of submissions.
    public void Every_one_of_many_descriptors_is_reported_once(string backend, int count)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        SocketPair[] pairs = [.. Enumerable.Range(0, count).Select(_ => new SocketPair())];
        foreach ((int i, SocketPair pair) in pairs.Index()) Add(multiplexer, pair.Handle, i + 1);

        var seen = new List<long>();
        while (seen.Count < pairs.Length)
        {
            int reported = multiplexer.Wait(_events, TimeSpan.Zero);
            reported.Should().BePositive("all can be written to");
            seen.AddRange(_events[..reported].Select(e => e.Key));
        }

        seen.Should().BeEquivalentTo(Enumerable.Range(1, pairs.Length));
        multiplexer.Wait(_events, TimeSpan.Zero).Should().Be(0);
        foreach (SocketPair pair in pairs) pair.Dispose();
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.Armed), MemberType = typeof(Backend))]
    public void What_is_armed_for_one_direction_is_told_of_no_other(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pair = new SocketPair();
        Registration registration = multiplexer.Add(pair.Handle, Key).Registration!;
        pair.Peer.Send([1]);
        Eventually.Equal(1, () => pair.Ours.Available);

        multiplexer.Arm(registration, Readiness.Write);
        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Write));

        multiplexer.Wait(_events, TimeSpan.Zero).Should().Be(0, "it is armed for nothing any more");
        multiplexer.Arm(registration, Readiness.Read);
        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Read));
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.Armed), MemberType = typeof(Backend))]
    public void Armed_for_both_it_is_told_of_each_when_it_comes(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);
        using var pair = new SocketPair();
        Add(multiplexer, pair.Handle, Key);
        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Write));

        pair.Peer.Send([1]);

        multiplexer.Wait(_events, Never).Should().Be(1);
        _events[0].Should().Be(new PollEvent(Key, Readiness.Read), "the other arming still holds");
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Disposed_they_give_their_descriptors_back(string backend)
    {
        const int many = 400;
        int before = OwnDescriptors().Length;

        for (int i = 0; i < many; i++) Backend.Create(backend).Dispose();

        // Other specs make some of their own meanwhile, but far from so many.
        OwnDescriptors().Length.Should().BeLessThan(before + (many / 2));
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void No_program_that_is_started_gets_their_descriptors(string backend)
    {
        using IMultiplexer multiplexer = Backend.Create(backend);

        // Those of other specs, and of .NET itself, are no different.
        OwnDescriptors().Should().NotBeEmpty().And.OnlyContain(fd => ClosesOnExec(fd));
    }

    [SkippableTheory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Disposed_they_write_to_no_file_that_has_their_descriptor_now(string backend)
    {
        using var folder = new TemporaryFolder();
        IMultiplexer multiplexer = Backend.Create(backend);
        multiplexer.Dispose();
        // The kernel hands out the lowest numbers that are free: one of these files has the eventfd's as a rule.
        SafeFileHandle[] files = [.. Enumerable.Range(0, 50).Select(i =>
            File.OpenHandle(folder[$"{i}"], FileMode.CreateNew, FileAccess.ReadWrite))];

        multiplexer.Wake();

        files.Select(RandomAccess.GetLength).Should().OnlyContain(length => length == 0);
        foreach (SafeFileHandle file in files) file.Dispose();
    }

    [Fact]
    public void A_refusal_names_the_call_and_the_systems_word() =>
        new MultiplexerException("epoll_ctl", LibC.EBADF).Message.Should().Be($"epoll_ctl: Bad file descriptor (errno {LibC.EBADF})");

    // Those of the kernel's own make: epoll's, eventfd's and io_uring's.
    private static string[] OwnDescriptors() => [.. Directory.GetFiles("/proc/self/fd").Where(fd => IsTheKernelsOwn(new FileInfo(fd).LinkTarget ?? ""))];

    private static bool IsTheKernelsOwn(string target) =>
        target.Contains("[event", StringComparison.Ordinal) || target.Contains("[io_uring]", StringComparison.Ordinal);

    private static bool ClosesOnExec(string fd)
    {
        try
        {
            string flags = File.ReadLines($"/proc/self/fdinfo/{Path.GetFileName(fd)}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & LibC.O_CLOEXEC) != 0;
        }
        catch (FileNotFoundException)
        {
            return true; // Another spec's, closed meanwhile.
        }
    }

    private static void Add(IMultiplexer multiplexer, SafeHandle handle, long key)
    {
        AddResult result = multiplexer.Add(handle, key);
        result.Refusal.Should().BeNull();
        multiplexer.Arm(result.Registration!, Both);
    }

    // Level-triggered, it reports again what a read that came up short has left.
    private static Readiness ShortReads(IMultiplexer multiplexer) => multiplexer.IsEdgeTriggered ? Readiness.ShortReads : Readiness.None;

    private static unsafe void Fill(int pipe)
    {
        LibC.fcntl(pipe, LibC.F_SETFL, LibC.O_NONBLOCK);
        byte[] chunk = new byte[4096];
        fixed (byte* bytes = chunk)
        {
            while (LibC.write(pipe, bytes, chunk.Length) > 0)
            {
            }
        }
    }
}
