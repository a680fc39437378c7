using Akka.Actor;

namespace Samples.Chat;

/// <summary>A room: passes on what its members say.</summary>
/// <remarks>It does nothing but tell, so a member that does not read slows neither the room nor another member: its session sees to that.</remarks>
internal sealed class RoomActor : ReceiveActor
{
    private readonly HashSet<IActorRef> _members = [];

    public RoomActor(string name)
    {
        Receive<Room.Enter>(message =>
        {
            TellAll(ChatLine.Notice($"{message.Nick} has joined {name}"));
            _members.Add(message.Session);
        });
        Receive<Room.Leave>(message =>
        {
            _members.Remove(message.Session);
            TellAll(ChatLine.Notice($"{message.Nick} {message.Why}"));
        });
        Receive<Room.Say>(message => PassOn(new ChatLine($"{message.Nick}: {message.Text}"), but: Sender));
        Receive<Room.Act>(message => PassOn(ChatLine.Notice($"{message.Nick} {message.Text}")));
        Receive<Room.Announce>(message => PassOn(ChatLine.Notice(message.Text)));
    }

    public static Props Props(string name) => Akka.Actor.Props.Create(() => new RoomActor(name));

    private void PassOn(ChatLine line, IActorRef? but = null)
    {
        TellAll(line, but);
        Sender.Tell(Lobby.Handled.Instance);
    }

    private void TellAll(ChatLine line, IActorRef? but = null)
    {
        foreach (IActorRef member in _members)
        {
            if (!member.Equals(but)) member.Tell(line);
        }
    }
}
