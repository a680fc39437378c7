using System.IO.Pipes;
using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Sockets.Linux;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Akka.NetPoll.Tests.Sockets;

/// <summary>Bytes that never enter the process.</summary>
public sealed class FileCopySpec : IDisposable
{
    private readonly SocketPair _pair = new();
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void A_files_bytes_are_sent_from_the_offset_and_it_advances()
    {
        File.WriteAllBytes(_path, [1, 2, 3, 4, 5]);
        using SafeFileHandle file = File.OpenHandle(_path);
        long offset = 1;

        _pair.Ours.TrySendFile(file, ref offset, 3).Should().Be(new IoResult(3, SocketError.Success));

        offset.Should().Be(4);
        Received(3).Should().Equal(2, 3, 4);
    }

    [Fact]
    public void At_the_files_end_nothing_is_sent()
    {
        File.WriteAllBytes(_path, [1]);
        using SafeFileHandle file = File.OpenHandle(_path);
        long offset = 1;

        _pair.Ours.TrySendFile(file, ref offset, 3).Should().Be(new IoResult(0, SocketError.Success));
    }

    [Fact]
    public void A_file_into_a_full_buffer_would_block()
    {
        File.WriteAllBytes(_path, [1]);
        using SafeFileHandle file = File.OpenHandle(_path);
        _pair.FillOurSendBuffer();
        long offset = 0;

        _pair.Ours.TrySendFile(file, ref offset, 1).Should().Be(new IoResult(0, SocketError.WouldBlock));
    }

    [Fact]
    public void Through_a_pipe_bytes_go_from_socket_to_socket()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        int into = (int)pipe.SafePipeHandle.DangerousGetHandle(), outOf = (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
        using var second = new SocketPair();
        _pair.Peer.Send([1, 2, 3]);
        Eventually.Equal(3, () => _pair.Ours.Available);

        FileCalls.TrySplice(_pair.Fd, into, 100).Should().Be(new IoResult(3, SocketError.Success));
        FileCalls.TrySplice(outOf, second.Fd, 3).Should().Be(new IoResult(3, SocketError.Success));

        byte[] data = new byte[3];
        second.Peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        second.Peer.Receive(data).Should().Be(3);
        data.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void A_splice_from_a_socket_that_has_nothing_would_block()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);

        FileCalls.TrySplice(_pair.Fd, (int)pipe.SafePipeHandle.DangerousGetHandle(), 100)
            .Should().Be(new IoResult(0, SocketError.WouldBlock));
    }

    [Fact]
    public void A_splice_into_a_full_pipe_would_block()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        int into = (int)pipe.SafePipeHandle.DangerousGetHandle();
        byte[] chunk = new byte[1024];
        _pair.Peer.Blocking = false;
        IoResult moved;

        do
        {
            _pair.Peer.TrySend(chunk);
            _pair.Ours.Poll(Eventually.Limit, SelectMode.SelectRead);
            moved = FileCalls.TrySplice(_pair.Fd, into, FileCopy.Chunk);
        }
        while (moved.IsSuccess);

        moved.Should().Be(new IoResult(0, SocketError.WouldBlock));
    }

    [Fact]
    public void A_splice_at_the_end_of_the_stream_moves_nothing_whatever_failed_before()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        int into = (int)pipe.SafePipeHandle.DangerousGetHandle();
        FileCalls.TrySplice(_pair.Fd, into, 100).WouldBlock.Should().BeTrue();
        _pair.Peer.Shutdown(SocketShutdown.Send);
        Eventually.True(() => !FileCalls.TrySplice(_pair.Fd, into, 100).WouldBlock);
        FileCalls.TrySplice(_pair.Fd, _pair.Fd, 100).Error.Should().Be(SocketError.InvalidArgument);

        FileCalls.TrySplice(_pair.Fd, into, 100).Should().Be(new IoResult(0, SocketError.Success));
    }

    [Fact]
    public void A_splice_without_a_pipe_is_what_the_kernel_cannot_do()
    {
        using var second = new SocketPair();

        IoResult result = FileCalls.TrySplice(_pair.Fd, second.Fd, 100);

        result.Should().Be(new IoResult(0, SocketError.InvalidArgument));
        FileCopy.IsUnsupported(result.Error).Should().BeTrue();
    }

    public void Dispose()
    {
        _pair.Dispose();
        File.Delete(_path);
    }

    private byte[] Received(int count)
    {
        byte[] data = new byte[count];
        _pair.Peer.ReceiveTimeout = (int)Eventually.Limit.TotalMilliseconds;
        for (int got = 0; got < count;) got += _pair.Peer.Receive(data, got, count - got, SocketFlags.None);
        return data;
    }
}
