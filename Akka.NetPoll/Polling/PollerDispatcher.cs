using Akka.Actor;
using Akka.Dispatch;

namespace Akka.NetPoll.Polling;

/// <summary>Carries out waits without touching the poller's mailbox, which otherwise would be scheduled for nothing each time.</summary>
/// <remarks>It is the poller's alone: any other actor's messages would pass it just the same.</remarks>
internal sealed class PollerDispatcher(
    MessageDispatcherConfigurator configurator, string id, int throughput, ExecutorServiceFactory executor, TimeSpan shutdownTimeout)
    : Dispatcher(configurator, id, throughput, null, executor, shutdownTimeout)
{
    public override void Dispatch(ActorCell cell, Envelope envelope)
    {
        if (!PollerMailbox.TryAnswer(envelope)) base.Dispatch(cell, envelope);
    }
}
