using Akka.Actor;
using Akka.Embedded.Specs.Support;
using FluentAssertions;
using Xunit;

namespace Akka.Embedded.Specs.Stress;

/// <summary>Eight threads tell while the receivers restart again and again.</summary>
[Collection(nameof(StressCollection))]
public sealed class RestartUnderLoadSpec : ActorSpec
{
    private const int Senders = 8;
    private const int Receivers = 4;
    private const int Each = 20_000;

    [Fact]
    public async Task No_message_is_lost_none_comes_twice_and_none_out_of_order()
    {
        var ledgers = Enumerable.Range(0, Receivers).Select(_ => new Ledger()).ToArray();
        var receivers = ledgers.Select(ledger => Sys.ActorOf(Props.Create(() => new Restarting(ledger)))).ToArray();

        var threads = Enumerable.Range(0, Senders).Select(sender => Task.Factory.StartNew(() => TellAll(sender, receivers), TaskCreationOptions.LongRunning));
        await Task.WhenAll(threads).WaitAsync(Limit * 2);
        await Task.WhenAll(ledgers.Select(ledger => ledger.Complete.Task)).WaitAsync(Limit * 2);

        ledgers.Should().OnlyContain(ledger => ledger.OutOfOrder == 0);
        ledgers.Should().OnlyContain(ledger => ledger.Restarts > 0);
    }

    private static void TellAll(int sender, IActorRef[] receivers)
    {
        for (var number = 0; number < Each; number++)
        {
            foreach (var receiver in receivers)
            {
                receiver.Tell(new Numbered(sender, number), ActorRefs.NoSender);
                if (number % 400 == sender) receiver.Tell(Restarting.Fail, ActorRefs.NoSender);
            }
        }
    }

    private readonly record struct Numbered(int Sender, int Number);

    // What a receiver remembers across its restarts. Written by one actor, one message at a time.
    private sealed class Ledger
    {
        private readonly int[] _next = new int[Senders];
        private int _left = Senders * Each;

        public TaskCompletionSource Complete { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int OutOfOrder { get; private set; }

        public int Restarts { get; set; }

        // Every number in its order: none lost, none twice.
        public void Enter(Numbered message)
        {
            if (_next[message.Sender]++ != message.Number) OutOfOrder++;
            if (--_left == 0) Complete.SetResult();
        }
    }

    private sealed class Restarting(Ledger ledger) : UntypedActor
    {
        public static readonly Exception Fail = new("restart");

        protected override void PostRestart(Exception reason) => ledger.Restarts++;

        protected override void OnReceive(object message)
        {
            if (message is Exception failure) throw failure;
            ledger.Enter((Numbered)message);
        }
    }
}
