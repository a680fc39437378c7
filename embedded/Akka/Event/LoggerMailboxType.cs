using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Akka.Event;

/// <summary>Makes the mailboxes of loggers; the settings name it as akka.actor.mailbox.logger-queue.</summary>
internal sealed class LoggerMailboxType(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<LoggerMailbox>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new LoggerMailbox(owner, system);
}
