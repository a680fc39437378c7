using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using AwesomeAssertions;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>The blocking style against nc, for half-close.</summary>
public sealed class NetcatSpec(NetSystem net) : IClassFixture<NetSystem>
{
    private static readonly TimeSpan Limit = NetSystem.Limit;

    [SkippableFact]
    public async Task Nc_ends_its_side_and_still_reads_our_answer()
    {
        OutsideProgram.SkipIfMissing("nc");
        await using var listener = await net.NetPoll.ListenAsync("tcp", "127.0.0.1:0");
        using var nc = OutsideProgram.Start("nc", "-N", "127.0.0.1", listener.LocalEndPoint.ToString()!.Split(':')[1]);
        await using var conn = await listener.AcceptAsync().AsTask().WaitAsync(Limit);
        await nc.Input.WriteAsync("question\n");
        nc.Input.Close();

        string question = await new StreamReader(conn, leaveOpen: true).ReadToEndAsync().WaitAsync(Limit);
        await conn.WriteAsync("answer\n"u8.ToArray());
        conn.CloseWrite();

        question.Should().Be("question\n");
        (await nc.Output.ReadToEndAsync().WaitAsync(Limit)).Should().Be("answer\n");
        (await nc.ExitAsync(Limit)).Should().Be(0);
    }
}
