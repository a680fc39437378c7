using Akka.Actor;
using Akka.NetPoll.Net;
using Akka.NetPoll.Tests.Support;
using Xunit;

namespace Akka.NetPoll.Tests.Net;

/// <summary>One actor system for the specs of the blocking style, and pairs of connections made with it.</summary>
public class NetSystem : IAsyncLifetime
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public NetSystem()
        : this("")
    {
    }

    protected NetSystem(string hocon) => System = ActorSystem.Create("net", $"akka.loglevel = WARNING\n{Backend.Hocon}\n{hocon}");

    public ActorSystem System { get; }

    public NetPoll NetPoll => System.NetPoll();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => System.Terminate();

    /// <summary>Where no socket listens yet, in this process or another.</summary>
    public static string AnyAddress(string network) => network == "unix" ? $"@akka-netpoll-{Guid.NewGuid():N}" : "127.0.0.1:0";

    /// <summary>A dialed connection and the accepted one.</summary>
    public async Task<(NetConn Dialed, NetConn Accepted)> PairAsync(string network = "tcp")
    {
        await using var listener = await NetPoll.ListenAsync(network, AnyAddress(network));
        var accept = listener.AcceptAsync().AsTask();
        var dialed = await NetPoll.DialAsync(listener.LocalEndPoint);
        return (dialed, await accept.WaitAsync(Limit));
    }
}
