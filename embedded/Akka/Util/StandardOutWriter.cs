namespace Akka.Util;

/// <summary>Writes to the console, one caller at a time, so that a line keeps its colours.</summary>
public static class StandardOutWriter
{
    private static readonly Lock Gate = new();

    public static void Write(string message, ConsoleColor? foregroundColor = null, ConsoleColor? backgroundColor = null) =>
        Coloured(() => Console.Write(message), foregroundColor, backgroundColor);

    public static void WriteLine(string message, ConsoleColor? foregroundColor = null, ConsoleColor? backgroundColor = null) =>
        Coloured(() => Console.WriteLine(message), foregroundColor, backgroundColor);

    private static void Coloured(Action write, ConsoleColor? foreground, ConsoleColor? background)
    {
        lock (Gate)
        {
            if (foreground is null && background is null)
            {
                write();
                return;
            }

            var (oldForeground, oldBackground) = (Console.ForegroundColor, Console.BackgroundColor);
            if (foreground is { } front) Console.ForegroundColor = front;
            if (background is { } back) Console.BackgroundColor = back;
            write();
            if (foreground is not null) Console.ForegroundColor = oldForeground;
            if (background is not null) Console.BackgroundColor = oldBackground;
        }
    }
}
