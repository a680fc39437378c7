using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Tls;

namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The actor system of a style on Akka.NetPoll, all of whose actors run on the poller's workers.</summary>
internal sealed class NetPollSystem : IAsyncDisposable
{
    private const string Settings = """
        akka {
          loglevel = WARNING
          stdout-loglevel = WARNING
          log-dead-letters = off
          coordinated-shutdown.exit-clr = off
          actor.default-dispatcher.executor = "Akka.NetPoll.Dispatch.NetPollExecutor, Akka.NetPoll"
          netpoll.shutdown.close-timeout = 1s
        }
        """;

    public NetPollSystem(string hocon) => System = ActorSystem.Create(
        "echo", ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(Settings)));

    public ActorSystem System { get; }

    /// <summary>Runs the listener that is made of an address and of a listener's options.</summary>
    /// <returns>The port.</returns>
    public async Task<int> ListenAsync(EchoOptions options, Func<IPEndPoint, ListenOptions, Props> listener)
    {
        var bound = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef commander = System.ActorOf(Props.Create(() => new Commander(bound)));
        var listen = new ListenOptions { Commander = commander, Tls = options.Tls is null ? null : new TlsServerSettings(options.Tls) };
        System.ActorOf(listener(new IPEndPoint(IPAddress.Loopback, options.Port), listen), "listener");
        return await bound.Task;
    }

    public async ValueTask DisposeAsync() =>
        await CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClrExitReason.Instance);

    private sealed class Commander : ReceiveActor
    {
        public Commander(TaskCompletionSource<int> bound)
        {
            Receive<Tcp.Bound>(message => bound.TrySetResult(((IPEndPoint)message.LocalEndPoint).Port));
            Receive<Tcp.CommandFailed>(message => bound.TrySetException(message.Cause));
        }
    }
}
