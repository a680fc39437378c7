using Akka;
using Akka.Actor;

namespace Samples.Chat;

/// <summary>Knows the sessions, their nicknames and rooms. The only actor that gives out names.</summary>
/// <remarks>
/// What is said goes through here too, so that lines take effect in the order in which they were typed: "/join" and then
/// "hello" says hello in the new room, under whatever name one has by then.
/// </remarks>
internal sealed class LobbyActor : ReceiveActor
{
    private readonly ChatSettings _settings;
    private readonly Dictionary<IActorRef, Guest> _guests = [];
    private readonly SortedDictionary<string, IActorRef> _rooms = new(Names.Comparer);
    private int _arrivals;
    private bool _closing;

    public LobbyActor(ChatSettings settings)
    {
        _settings = settings;
        Receive<Lobby.Enter>(_ => OnEnter());
        Receive<Lobby.Rename>(rename => OnRename(rename.Nick));
        Receive<Lobby.Join>(join => Handle(guest => OnJoin(guest, join.Room)));
        Receive<Lobby.Say>(say => PassOn(guest => new Room.Say(guest.Nick, say.Text)));
        Receive<Lobby.Act>(act => PassOn(guest => new Room.Act(guest.Nick, act.Text)));
        Receive<Lobby.Message>(message => Handle(guest => OnMessage(guest, message)));
        Receive<Lobby.ListRooms>(_ => Handle(_ => Answer(string.Join(", ", _rooms.Keys.Select(room => $"{room} ({CountIn(room)})")))));
        Receive<Lobby.ListPeople>(_ => Handle(guest => Answer($"in {guest.Room}: {string.Join(", ", PeopleIn(guest.Room))}")));
        Receive<Lobby.Leave>(leave => Remove(Sender, leave.Why));
        Receive<Terminated>(terminated => Remove(terminated.ActorRef, "has left"));
        Receive<Lobby.AnnounceEnd>(_ => OnAnnounceEnd());
    }

    public static Props Props(ChatSettings settings) => Akka.Actor.Props.Create(() => new LobbyActor(settings));

    private void OnEnter()
    {
        if (_closing)
        {
            Sender.Tell(Lobby.ServerEnds.Instance);
            return;
        }

        string nick;
        do nick = $"guest{++_arrivals}";
        while (FindByNick(nick) is not null);
        var guest = new Guest(Context.Watch(Sender), nick);
        _guests.Add(Sender, guest);
        Answer($"you are {nick}");
        Put(guest, _settings.FirstRoom);
    }

    private void OnRename(string nick)
    {
        if (!Names.IsValid(nick, _settings.MaxName)) Handle(_ => Answer($"a nickname is {Names.Rule(_settings.MaxName)}"));
        else if (FindByNick(nick) is { } holder && !holder.Session.Equals(Sender)) Handle(_ => Answer($"{nick} is taken; choose another nickname"));
        else PassOn(guest => Rename(guest, nick));
    }

    private static Room.Announce Rename(Guest guest, string nick)
    {
        string before = guest.Nick;
        guest.Nick = nick;
        return new Room.Announce($"{before} is now {nick}");
    }

    private void OnJoin(Guest guest, string room)
    {
        if (!Names.IsValid(room, _settings.MaxName)) Answer($"a room's name is {Names.Rule(_settings.MaxName)}");
        else if (Names.Comparer.Equals(room, guest.Room)) Answer($"you are in {guest.Room} already");
        else
        {
            TakeOut(guest, $"has gone to {room}");
            Put(guest, room);
        }
    }

    private void OnMessage(Guest from, Lobby.Message message)
    {
        if (FindByNick(message.To) is not { } to)
        {
            Answer($"nobody here is called {message.To}");
            return;
        }

        to.Session.Tell(new ChatLine($"[{from.Nick} to you] {message.Text}"));
        Sender.Tell(new ChatLine($"[you to {to.Nick}] {message.Text}"));
    }

    private void OnAnnounceEnd()
    {
        _closing = true;
        foreach (IActorRef session in _guests.Keys) session.Tell(Lobby.ServerEnds.Instance);
        Sender.Tell(Done.Instance);
    }

    private void Put(Guest guest, string name)
    {
        if (!_rooms.TryGetValue(name, out IActorRef? room)) _rooms[name] = room = Context.ActorOf(RoomActor.Props(name));
        else name = _rooms.Keys.First(key => Names.Comparer.Equals(key, name)); // As its founder spelled it.
        guest.Room = name;
        room.Tell(new Room.Enter(guest.Session, guest.Nick));
        guest.Session.Tell(ChatLine.Notice($"you are in {name}, with: {string.Join(", ", PeopleIn(name))}"));
    }

    private void TakeOut(Guest guest, string why)
    {
        string name = guest.Room;
        guest.Room = "";
        _rooms[name].Tell(new Room.Leave(guest.Session, guest.Nick, why));
        if (CountIn(name) > 0) return;
        _rooms[name].Tell(PoisonPill.Instance); // Not stopped at once: what was said in it is still to be handled.
        _rooms.Remove(name);
    }

    private void Remove(IActorRef session, string why)
    {
        if (_guests.Remove(session, out Guest? guest)) TakeOut(guest, why);
    }

    // A session that has left meanwhile is told Handled and nothing else.
    private void Handle(Action<Guest> action)
    {
        if (_guests.TryGetValue(Sender, out Guest? guest)) action(guest);
        Sender.Tell(Lobby.Handled.Instance);
    }

    // The room tells that it is handled, after what it has to show.
    private void PassOn(Func<Guest, object> toRoom)
    {
        if (_guests.TryGetValue(Sender, out Guest? guest)) _rooms[guest.Room].Forward(toRoom(guest));
        else Sender.Tell(Lobby.Handled.Instance);
    }

    private Guest? FindByNick(string nick) => _guests.Values.FirstOrDefault(guest => Names.Comparer.Equals(guest.Nick, nick));

    private List<string> PeopleIn(string room)
    {
        List<string> nicks = [.. _guests.Values.Where(guest => guest.Room == room).Select(guest => guest.Nick)];
        nicks.Sort(Names.Comparer);
        return nicks;
    }

    private int CountIn(string room) => _guests.Values.Count(guest => guest.Room == room);

    private void Answer(string text) => Sender.Tell(ChatLine.Notice(text));

    private sealed class Guest(IActorRef session, string nick)
    {
        public IActorRef Session { get; } = session;
        public string Nick { get; set; } = nick;
        public string Room { get; set; } = "";
    }
}
