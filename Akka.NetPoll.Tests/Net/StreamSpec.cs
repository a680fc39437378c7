using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>What .NET asks of every connected pair of streams, in each of the ways to read and to write.</summary>
public abstract class StreamSpec : IAsyncLifetime
{
    private static readonly TimeSpan Limit = NetSystem.Limit;
    private Stream _one = null!, _other = null!;

    public static TheoryData<string> Ways => ["array", "span", "array async", "memory async", "begin and end"];

    public async Task InitializeAsync() => (_one, _other) = await PipeAsync();

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    protected abstract Task<(Stream, Stream)> PipeAsync();

    [Fact]
    public void It_reads_and_writes_and_does_not_seek()
    {
        (_one.CanRead, _one.CanWrite, _one.CanSeek).Should().Be((true, true, false));
        _one.Invoking(s => s.Length).Should().Throw<NotSupportedException>();
        _one.Invoking(s => s.Position).Should().Throw<NotSupportedException>();
        _one.Invoking(s => s.Position = 0).Should().Throw<NotSupportedException>();
        _one.Invoking(s => s.Seek(0, SeekOrigin.Begin)).Should().Throw<NotSupportedException>();
        _one.Invoking(s => s.SetLength(0)).Should().Throw<NotSupportedException>();
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(2, 3)]
    public async Task Arguments_outside_the_array_are_refused(int offset, int count)
    {
        byte[] array = new byte[4];

        _one.Invoking(s => s.Read(array, offset, count)).Should().Throw<ArgumentOutOfRangeException>();
        _one.Invoking(s => s.Write(array, offset, count)).Should().Throw<ArgumentOutOfRangeException>();
        await _one.Awaiting(s => s.ReadAsync(array, offset, count)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await _one.Awaiting(s => s.WriteAsync(array, offset, count)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        _one.Invoking(s => s.Read(null!, 0, 0)).Should().Throw<ArgumentNullException>();
        _one.Invoking(s => s.Write(null!, 0, 0)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task Copying_checks_its_arguments_too()
    {
        await _one.Awaiting(s => s.CopyToAsync(null!)).Should().ThrowAsync<ArgumentNullException>();
        await _one.Awaiting(s => s.CopyToAsync(Stream.Null, 0)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await _one.Awaiting(s => s.CopyToAsync(new MemoryStream([], writable: false))).Should().ThrowAsync<NotSupportedException>();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_written_is_read_in_both_directions(string way)
    {
        foreach (var (writer, reader) in new[] { (_one, _other), (_other, _one) })
        {
            byte[] sent = Payload.Of(200_000);
            byte[] received = new byte[sent.Length];

            var writing = Task.Run(() => WriteAsync(writer, way, sent));
            for (int at = 0; at < received.Length;)
            {
                int count = await ReadAsync(reader, way, received.AsMemory(at)).WaitAsync(Limit);
                count.Should().BePositive();
                at += count;
            }

            await writing.WaitAsync(Limit);
            received.AsSpan().SequenceEqual(sent).Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Reading_nothing_and_writing_nothing_return_at_once(string way)
    {
        await WriteAsync(_one, way, []).WaitAsync(Limit);

        (await ReadAsync(_other, way, Memory<byte>.Empty).WaitAsync(Limit)).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_end_of_the_stream_is_read_again_and_again(string way)
    {
        await _one.WriteAsync(new byte[] { 1 });
        await _one.DisposeAsync();

        (await ReadAsync(_other, way, new byte[8]).WaitAsync(Limit)).Should().Be(1);
        (await ReadAsync(_other, way, new byte[8]).WaitAsync(Limit)).Should().Be(0);
        (await ReadAsync(_other, way, new byte[8]).WaitAsync(Limit)).Should().Be(0);
    }

    [Fact]
    public async Task A_token_canceled_before_the_call_ends_it_without_touching_the_stream()
    {
        var canceled = new CancellationToken(canceled: true);
        await _other.WriteAsync(new byte[] { 7 });

        await _one.Awaiting(s => s.ReadAsync(new byte[1], canceled).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await _one.Awaiting(s => s.WriteAsync(new byte[] { 9 }, canceled).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await _one.Awaiting(s => s.FlushAsync(canceled)).Should().ThrowAsync<OperationCanceledException>();

        byte[] buffer = new byte[1];
        (await _one.ReadAsync(buffer).AsTask().WaitAsync(Limit)).Should().Be(1);
        buffer[0].Should().Be(7);
    }

    [Fact]
    public async Task A_token_canceled_during_a_read_ends_it_and_the_next_read_gets_the_data()
    {
        using var source = new CancellationTokenSource();
        var read = _one.ReadAsync(new byte[1], source.Token).AsTask();
        read.IsCompleted.Should().BeFalse();

        await source.CancelAsync();

        (await read.Awaiting(r => r.WaitAsync(Limit)).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(source.Token);
        await _other.WriteAsync(new byte[] { 7 });
        (await _one.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit)).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Disposing_during_a_read_ends_it(string way)
    {
        var read = Task.Run(() => ReadAsync(_one, way, new byte[1]));
        Eventually.True(() => ConnOf(_one).Fd.PollFd.Desc.IsWaitedFor(PollDirection.Read));

        await _one.DisposeAsync();

        await read.Awaiting(r => r.WaitAsync(Limit)).Should().ThrowAsync<Exception>().Where(e => e is ObjectDisposedException || e is IOException);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task After_dispose_everything_is_refused_and_disposing_again_is_not(string way)
    {
        await _one.DisposeAsync();
        _one.Dispose();

        (_one.CanRead, _one.CanWrite).Should().Be((false, false));
        await this.Awaiting(_ => ReadAsync(_one, way, new byte[1])).Should().ThrowAsync<ObjectDisposedException>();
        await this.Awaiting(_ => WriteAsync(_one, way, new byte[1])).Should().ThrowAsync<ObjectDisposedException>();
    }

    private static NetConn ConnOf(Stream stream) => stream as NetConn ?? ((NetTlsConn)stream).Conn;

    private static async Task<int> ReadAsync(Stream stream, string way, Memory<byte> buffer)
    {
        byte[] array = new byte[buffer.Length + 2];
        int count = way switch
        {
            "array" => stream.Read(array, 1, buffer.Length),
            "span" => stream.Read(array.AsSpan(1, buffer.Length)),
            "array async" => await stream.ReadAsync(array, 1, buffer.Length),
            "memory async" => await stream.ReadAsync(array.AsMemory(1, buffer.Length)),
            _ => await Task.Factory.FromAsync(stream.BeginRead, stream.EndRead, array, 1, buffer.Length, null),
        };
        (array[0], array[^1]).Should().Be((0, 0), "nothing outside the buffer may be touched");
        array.AsSpan(1, count).CopyTo(buffer.Span);
        return count;
    }

    private static async Task WriteAsync(Stream stream, string way, byte[] data)
    {
        byte[] array = (byte[])[0, .. data, 0];
        switch (way)
        {
            case "array": stream.Write(array, 1, data.Length); break;
            case "span": stream.Write(array.AsSpan(1, data.Length)); break;
            case "array async": await stream.WriteAsync(array, 1, data.Length); break;
            case "memory async": await stream.WriteAsync(array.AsMemory(1, data.Length)); break;
            default: await Task.Factory.FromAsync(stream.BeginWrite, stream.EndWrite, array, 1, data.Length, null); break;
        }
    }
}

public sealed class TcpStreamSpec(NetSystem net) : StreamSpec, IClassFixture<NetSystem>
{
    protected override async Task<(Stream, Stream)> PipeAsync() => await net.PairAsync();
}

public sealed class UnixStreamSpec(NetSystem net) : StreamSpec, IClassFixture<NetSystem>
{
    protected override async Task<(Stream, Stream)> PipeAsync() => await net.PairAsync("unix");
}

public sealed class TlsStreamSpec(NetSystem net) : StreamSpec, IClassFixture<NetSystem>
{
    protected override async Task<(Stream, Stream)> PipeAsync()
    {
        var (dialed, accepted) = await net.PairAsync();
        var answer = accepted.TlsServerAsync(NetTlsSpec.Server()).AsTask();
        return (await dialed.TlsClientAsync(NetTlsSpec.Client()), await answer);
    }
}
