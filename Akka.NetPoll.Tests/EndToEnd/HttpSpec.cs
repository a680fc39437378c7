using System.Net;
using System.Text;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Net;
using Akka.NetPoll.Polling;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.EndToEnd;

/// <summary>A small HTTP/1.0 responder in the blocking style, asked by real HTTP clients.</summary>
public sealed class HttpSpec : NetPollTestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Curl_gets_a_page_and_posts_a_body()
    {
        int port = Listen();
        using var get = OutsideProgram.Start("curl", "--silent", "--noproxy", "*", "--include", "--http1.0", $"http://127.0.0.1:{port}/hello");
        (await get.Output.ReadToEndAsync().WaitAsync(Limit)).Should().StartWith("HTTP/1.0 200 OK").And.EndWith("GET /hello, 0 bytes");
        (await get.ExitAsync(Limit)).Should().Be(0);

        string body = new string('x', 200_000);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["body"], body);
        using var post = OutsideProgram.Start("curl", "--silent", "--noproxy", "*", "--http1.0", "--data-binary", $"@{folder["body"]}", $"http://127.0.0.1:{port}/form");
        (await post.Output.ReadToEndAsync().WaitAsync(Limit)).Should().Be("POST /form, 200000 bytes");
    }

    [SkippableFact]
    public async Task Wrk_gets_thousands_of_pages_without_an_error()
    {
        int port = Listen();
        using var wrk = OutsideProgram.Start("wrk", "--threads", "1", "--connections", "20", "--duration", "1s", $"http://127.0.0.1:{port}/");

        string report = await wrk.Output.ReadToEndAsync().WaitAsync(Limit);

        (await wrk.ExitAsync(Limit)).Should().Be(0);
        report.Should().NotContain("Socket errors").And.NotContain("Non-2xx");
        string requests = report.Split('\n').Single(line => line.Contains(" requests in ")).Trim().Split(' ')[0];
        int.Parse(requests).Should().BeGreaterThan(100);
    }

    private int Listen()
    {
        Sys.ActorOf(ListenerActor.Props(new IPEndPoint(IPAddress.Loopback, 0), AnswerAsync, new ListenOptions { Commander = TestActor }));
        return ((IPEndPoint)ExpectMsg<Tcp.Bound>().LocalEndPoint).Port;
    }

    private static async Task AnswerAsync(NetConn conn)
    {
        conn.SetDeadline(Deadline.After(Limit));
        var reader = new StreamReader(conn, Encoding.Latin1, leaveOpen: true);
        if (await reader.ReadLineAsync() is not { } requestLine) return;
        int length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(header["Content-Length:".Length..]);
        }

        // Asked for nothing, a StreamReader waits for more all the same.
        if (length > 0) await reader.ReadBlockAsync(new char[length]);
        string[] request = requestLine.Split(' ');
        string answer = $"{request[0]} {request[1]}, {length} bytes";
        await conn.WriteAsync(Encoding.Latin1.GetBytes(
            $"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}"));
        conn.CloseWrite();
    }
}
