using System.Net.Sockets;
using Akka.NetPoll.Sockets;
using Akka.NetPoll.Tests.Support;
using Akka.NetPoll.Tls;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Tls;

/// <summary>The reader here does what an SslStream does: it waits for a record with a read of no bytes, then reads into its own memory.</summary>
public sealed class TlsPipeSpec : IDisposable
{
    private static readonly IoResult WouldBlock = new(0, SocketError.WouldBlock);

    private readonly byte[] _memory = new byte[100];
    private readonly TlsPipe _pipe = new(() => { });

    [Fact]
    public async Task What_is_pulled_is_received_into_the_readers_own_memory()
    {
        byte[] record = Record(20);
        Task<int> read = ReadRecordAsync();
        _pipe.AwaitsRecord.Should().BeTrue();
        int room = 0;

        _pipe.Pull(buffer => Receive(record, buffer, ref room)).Should().Be(new IoResult(record.Length, SocketError.Success));

        room.Should().Be(_memory.Length);
        (await read).Should().Be(record.Length);
        _memory.Should().StartWith(record);
        _pipe.AwaitsRecord.Should().BeFalse();
    }

    [Fact]
    public async Task What_comes_behind_the_record_is_left_to_the_next_read()
    {
        byte[] first = Record(20), second = Record(30);
        Task<int> read = ReadRecordAsync();
        int room = 0;

        _pipe.Pull(buffer => Receive([.. first, .. second], buffer, ref room));

        (await read).Should().Be(first.Length);
        (await _pipe.ReadAsync(_memory)).Should().Be(second.Length);
        _memory.Should().StartWith(second);
    }

    [Fact]
    public async Task The_end_that_is_pulled_ends_the_read()
    {
        Task<int> read = ReadRecordAsync();

        _pipe.Pull(_ => new IoResult(0, SocketError.Success)).Should().Be(new IoResult(0, SocketError.Success));

        (await read).Should().Be(0);
        _pipe.EndWasRead.Should().BeTrue();
    }

    [Theory]
    [InlineData(SocketError.WouldBlock)]
    [InlineData(SocketError.ConnectionReset)]
    public async Task Where_nothing_is_received_the_read_goes_on_waiting(SocketError error)
    {
        byte[] record = Record(5);
        Task<int> read = ReadRecordAsync();

        _pipe.Pull(_ => new IoResult(0, error)).Should().Be(new IoResult(0, error));

        read.IsCompleted.Should().BeFalse();
        using var pair = new SocketPair();
        pair.Peer.Send(record);
        pair.Ours.Poll(Eventually.Limit, SelectMode.SelectRead);
        _pipe.Receive(pair.Ours, 100);
        _pipe.Put();
        (await read).Should().Be(record.Length);
    }

    [Fact]
    public void Nothing_is_received_for_a_reader_that_does_not_wait_for_a_record()
    {
        _pipe.Pull(_ => throw new InvalidOperationException()).Should().Be(WouldBlock);

        _ = _pipe.ReadAsync(_memory).AsTask(); // Amid a record.
        _pipe.AwaitsRecord.Should().BeFalse();
        _pipe.Pull(_ => throw new InvalidOperationException()).Should().Be(WouldBlock);
    }

    [Fact]
    public async Task A_pull_receives_once_and_no_read_after_it_receives()
    {
        byte[] record = Record(20);
        Task<int> read = ReadRecordAsync();
        int calls = 0, room = 0;
        _pipe.Pull(buffer =>
        {
            calls++;
            return Receive(record, buffer, ref room);
        });
        await read;

        _pipe.ReadAsync(_memory).AsTask().IsCompleted.Should().BeFalse();

        calls.Should().Be(1);
    }

    public void Dispose() => _pipe.Dispose();

    private static byte[] Record(int length) => [23, 3, 3, 0, (byte)length, .. Enumerable.Range(1, length).Select(i => (byte)i)];

    private static IoResult Receive(byte[] bytes, Span<byte> buffer, ref int room)
    {
        room = buffer.Length;
        bytes.CopyTo(buffer);
        return new IoResult(bytes.Length, SocketError.Success);
    }

    private async Task<int> ReadRecordAsync()
    {
        // Without xunit's context it goes on inside the call that completes it, as an SslStream does.
        (await _pipe.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false)).Should().Be(0);
        return await _pipe.ReadAsync(_memory).ConfigureAwait(false);
    }
}
