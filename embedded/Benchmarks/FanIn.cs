using Akka.Actor;

namespace Akka.Embedded.Benchmarks;

/// <summary>Eight actors tell one, each with a window of unanswered messages, so that the mailbox stays bounded.</summary>
internal static class FanIn
{
    private const int Senders = 8;
    private const int Window = 1000;
    private const int Windows = 1000;

    public static async Task<int> Run()
    {
        using var system = Bench.NewSystem();
        var receiver = system.ActorOf(Props.Create<Receiver>());
        var senders = Enumerable.Range(0, Senders).Select(_ => system.ActorOf(Props.Create(() => new Sender(receiver)))).ToArray();

        var figures = await Bench.Throughput("fanin", (long)Senders * Window * Windows, () => Task.WhenAll(senders.Select(Start)));

        await system.Terminate();
        return figures.Print();
    }

    private static Task Start(IActorRef sender)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sender.Tell(done);
        return done.Task;
    }

    private sealed class Item
    {
        public static readonly Item Instance = new();
    }

    private sealed class LastOfWindow
    {
        public static readonly LastOfWindow Instance = new();
    }

    private sealed class Receiver : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is LastOfWindow) Sender.Tell(message, Self);
        }
    }

    private sealed class Sender(IActorRef receiver) : UntypedActor
    {
        private TaskCompletionSource? _done;
        private int _left;

        protected override void OnReceive(object message)
        {
            if (message is TaskCompletionSource done) (_done, _left) = (done, Windows);
            if (_left-- == 0) _done!.SetResult();
            else SendWindow();
        }

        private void SendWindow()
        {
            for (var i = 1; i < Window; i++) receiver.Tell(Item.Instance, Self);
            receiver.Tell(LastOfWindow.Instance, Self);
        }
    }
}
