using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Akka.Actor;
using Akka.NetPoll.Connections;
using Akka.NetPoll.Framing;

namespace Samples.Chat;

/// <summary>One client: the connection's own actor. Its lines come in here, and everything it is to see goes out here.</summary>
internal sealed class ChatSessionActor(IActorRef lobby, ChatSettings settings) : ConnectionActor
{
    // A client that types faster than the lobby handles fills the kernel's buffers then, not the lobby's mailbox.
    internal const int MostWithLobby = 32;

    private readonly LineFraming _lines = new(settings.MaxLine);
    private readonly ChatLine _lineTooLong = ChatLine.Notice($"a line has at most {settings.MaxLine} bytes; that one was not passed on");

    private bool _skipsLine; // The rest of one that was too long.
    private byte[] _begun = []; // A line whose end has not come yet; a copy of what stays with the connection.
    private int _withLobby; // Lines that it has not handled yet.
    private bool _waits; // For the lobby: nothing is read meanwhile.
    private ReadOnlySequence<byte> _later; // Whole lines that came before that.
    private bool _hasQuit; // What it types from here on has no effect; what it has asked before is still answered.
    private bool _hasHungUp; // Its direction is closed, as after Ctrl-D; likewise.
    private bool _isOver; // We have closed: nothing is shown any more.

    public static Props Props(IActorRef lobby, ChatSettings settings) =>
        Akka.Actor.Props.Create(() => new ChatSessionActor(lobby, settings));

    protected override void OnConnected()
    {
        Show(ChatTexts.Greeting);
        lobby.Tell(Lobby.Enter.Instance, Self);
    }

    private bool IgnoresInput => _hasQuit || _isOver;

    protected override SequencePosition OnReceived(ReadOnlySequence<byte> data)
    {
        OnLines(ref data);
        // Read all the same: bytes left in the kernel would end the connection with a reset, and what was shown last would be lost.
        if (IgnoresInput) return data.End;
        if (_withLobby == MostWithLobby) return KeepForLater(data);
        _begun = data.ToArray();
        return data.Start;
    }

    // Its direction is closed, ours is not: what came before that is handled and answered, and only then do we close.
    // The end is not told while reading is suspended, so nothing waits in _later.
    protected override void OnPeerClosed()
    {
        // A last line that the end of the stream ends.
        if (!IgnoresInput && _begun.Length > 0) _later = new ReadOnlySequence<byte>([.. _begun, (byte)'\n']);
        OnLines(ref _later);
        _hasHungUp = true;
        EndIfAnswered();
    }

    private void OnLines(ref ReadOnlySequence<byte> data)
    {
        while (!data.IsEmpty && !IgnoresInput && _withLobby < MostWithLobby && TryReadLine(ref data, out ReadOnlySequence<byte> line)) OnLine(line);
    }

    // The begin of a line stays with the connection, which has it in front when the rest of it comes. Also with nothing but
    // that, reading stops: whether the line becomes too long is looked at later.
    private SequencePosition KeepForLater(ReadOnlySequence<byte> data)
    {
        byte[] bytes = data.ToArray();
        int length = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        _later = new ReadOnlySequence<byte>(bytes, 0, length);
        _begun = bytes[length..];
        _waits = true;
        SuspendReading();
        return data.GetPosition(length);
    }

    private void OnHandled()
    {
        _withLobby--;
        OnLines(ref _later);
        if (_waits && _later.IsEmpty)
        {
            _waits = false;
            ResumeReading();
        }

        EndIfAnswered();
    }

    // The lobby and the rooms answer a line before they tell that it is handled, so when all are, all is answered.
    private void EndIfAnswered()
    {
        if (_isOver || !(_hasQuit || _hasHungUp) || _withLobby > 0 || !_later.IsEmpty) return;
        if (_hasQuit) Show(ChatTexts.Bye);
        _isOver = true;
        Close();
    }

    protected override void OnMessage(object message)
    {
        switch (message)
        {
            case ChatLine line: Show(line); break;
            case Lobby.Handled: OnHandled(); break;
            case Lobby.ServerEnds: Show(ChatTexts.ServerEnds); break;
            default: base.OnMessage(message); break;
        }
    }

    private bool TryReadLine(ref ReadOnlySequence<byte> data, out ReadOnlySequence<byte> line)
    {
        while (true)
        {
            line = default;
            if (_skipsLine && !LineFraming.Skip(ref data)) return false;
            _skipsLine = false;
            FrameStatus status = _lines.Read(ref data, out line);
            if (status != FrameStatus.TooLong) return status == FrameStatus.Complete;
            Show(_lineTooLong);
            _skipsLine = true;
        }
    }

    private void OnLine(in ReadOnlySequence<byte> line)
    {
        byte[] bytes = line.ToArray();
        if (!Utf8.IsValid(bytes)) Show(ChatTexts.NotUtf8);
        else OnCommand(ChatCommand.Parse(Encoding.UTF8.GetString(bytes)));
    }

    private void OnCommand(ChatCommand command)
    {
        switch (command)
        {
            case ChatCommand.Say say: Ask(new Lobby.Say(say.Text)); break;
            case ChatCommand.Me me: Ask(new Lobby.Act(me.Text)); break;
            case ChatCommand.Nick nick: Ask(new Lobby.Rename(nick.Name)); break;
            case ChatCommand.Join join: Ask(new Lobby.Join(join.Room)); break;
            case ChatCommand.Message message: Ask(new Lobby.Message(message.To, message.Text)); break;
            case ChatCommand.Rooms: Ask(Lobby.ListRooms.Instance); break;
            case ChatCommand.Who: Ask(Lobby.ListPeople.Instance); break;
            case ChatCommand.Help: Show(ChatTexts.Help); break;
            case ChatCommand.Quit: Quit(); break;
            case ChatCommand.Mistake mistake: Show(ChatLine.Notice(mistake.Explanation)); break;
        }
    }

    // It answers with lines to show, some time later, and then Handled.
    private void Ask(object question)
    {
        _withLobby++;
        lobby.Tell(question, Self);
    }

    private void Quit()
    {
        _hasQuit = true;
        _later = default;
        EndIfAnswered();
    }

    // Send refuses what would make more than client-queue wait. A client that is so far behind does not read: it is
    // dropped, so that it costs no more than that, and no actor waits for it. What waits for it already it is given, if it
    // wakes up within close-timeout.
    private void Show(ChatLine line)
    {
        if (_isOver || Send(line.Bytes.Span)) return;
        _isOver = true;
        lobby.Tell(new Lobby.Leave("does not read and was dropped"), Self);
        Close();
    }
}
