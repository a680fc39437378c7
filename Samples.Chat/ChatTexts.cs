namespace Samples.Chat;

/// <summary>The longer texts.</summary>
internal static class ChatTexts
{
    public static readonly ChatLine Greeting = new("""
        Welcome to the chat. Type a line and press Enter: everybody in your room reads it.
        Begin with /nick NAME. /help lists all commands, /quit ends.
        """.ReplaceLineEndings("\r\n"));

    public static readonly ChatLine Help = new("""
        /nick NAME      be called NAME
        /join ROOM      go to another room; it is made if there is none
        /rooms          which rooms there are, and how many are in each
        /who            who is in your room
        /msg NAME TEXT  tell TEXT to NAME alone, wherever they are
        /me TEXT        say what you do, as in: /me waves
        /help           this
        /quit           leave
        //TEXT          say a line that begins with a slash
        """.ReplaceLineEndings("\r\n"));

    public static readonly ChatLine Bye = ChatLine.Notice("goodbye");

    public static readonly ChatLine ServerEnds = ChatLine.Notice("the server is going down: goodbye");

    public static readonly ChatLine NotUtf8 = ChatLine.Notice("that line is not UTF-8 and was not passed on");
}
