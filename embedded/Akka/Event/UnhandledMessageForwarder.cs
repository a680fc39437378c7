using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs unhandled messages at Debug, when the settings ask for it.</summary>
internal sealed class UnhandledMessageForwarder : ActorBase
{
    protected override bool Receive(object message)
    {
        if (message is not UnhandledMessage lost) return false;
        var sender = lost.Sender is null ? "NoSender" : lost.Sender.Path.ToString();
        Context.System.EventStream.Publish(new Debug(
            lost.Recipient.Path.ToString()!, lost.Recipient.GetType(), $"Unhandled message from {sender} : {lost.Message}"));
        return true;
    }
}
