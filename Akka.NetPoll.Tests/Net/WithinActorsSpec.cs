using System.Net;
using Akka.Actor;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>The blocking style within an actor.</summary>
public class WithinActorsSpec(string hocon = "") : NetPollTestKit(hocon)
{
    [Theory]
    [InlineData("akka.actor.default-dispatcher")]
    [InlineData(NetPollSettings.Dispatcher)]
    public async Task What_an_actor_awaits_goes_on_in_its_context_and_before_its_next_message(string dispatcher)
    {
        await using var listener = await Sys.NetPoll().ListenAsync("tcp", "127.0.0.1:0");
        var actor = Sys.ActorOf(Props.Create(() => new Reader()).WithDispatcher(dispatcher));

        actor.Tell(((IPEndPoint)listener.LocalEndPoint).Port);
        actor.Tell("next");
        await using var accepted = await listener.AcceptAsync().AsTask().WaitAsync(Eventually.Limit);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        await accepted.WriteAsync(new byte[] { 42 });

        ExpectMsg(42);
        ExpectMsg("next");
    }

    // Dials, and answers with the first byte it reads.
    private sealed class Reader : ReceiveActor
    {
        public Reader()
        {
            ReceiveAsync<int>(async port =>
            {
                await using var conn = await Context.System.NetPoll().DialAsync(new IPEndPoint(IPAddress.Loopback, port));
                byte[] buffer = new byte[1];
                await conn.ReadExactlyAsync(buffer);
                Sender.Tell((int)buffer[0], Self);
            });
            ReceiveAny(message => Sender.Tell(message));
        }
    }
}
