using Akka.NetPoll.Benchmarks.Serve;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The servers there are: this program in each style, and the native peers.</summary>
internal static class Contenders
{
    private static readonly string[] FurtherColors = ["#6a4fc4", "#3f9a4d", "#b8860b", "#c2477f", "#4b8a8a", "#8a5a3c", "#7a7f2a", "#9a4fd0"];

    /// <summary>Ratios are to this one.</summary>
    public const string Yardstick = "epoll";

    /// <summary>Ratios are to this one where TLS is spoken.</summary>
    public const string TlsYardstick = "go";

    private static readonly Dictionary<string, (string Title, string Color)> Styles = new()
    {
        ["subclass"] = ("NetPoll, subclass", "#2f6fde"),
        ["handler"] = ("NetPoll, handler", "#5b8fe8"),
        ["conn"] = ("NetPoll, blocking", "#8db4f2"),
        ["socket"] = ("System.Net.Sockets", "#d98a2b"),
        ["kestrel"] = ("Kestrel", "#c2592f"),
        ["akkaio"] = ("Akka.IO", "#a8478f"),
    };

    public static IReadOnlyList<Contender> All(NativePeers peers) =>
    [
        .. from style in Styles
           where EchoStyles.All.Any(known => known.Name == style.Key)
           select OfStyle(style.Key, style.Value.Title, style.Value.Color),
        new(Yardstick, "C epoll", "#808080", peers.Epoll) { Missing = peers.CMissing },
        new("epoll-2", "C epoll, 2 threads", "#a6a6a6", peers.Epoll, "--threads", "2") { Missing = peers.CMissing },
        new("go", "Go net", "#1f9e9e", peers.Go) { Missing = peers.GoMissing, HasBuffer = true, HasTls = true },
    ];

    /// <summary>Those of these names.</summary>
    public static Contender[] Named(IReadOnlyList<Contender> all, IEnumerable<string> names) =>
    [
        .. names.Select(name => all.FirstOrDefault(contender => contender.Name == name)
            ?? throw new UsageException($"no server '{name}'; there are: {string.Join(", ", all.Select(c => c.Name))}")),
    ];

    /// <summary>This program's styles with other settings: <c>NAME=HOCON</c> or <c>NAME@STYLE=HOCON</c>, separated by semicolons.</summary>
    public static IEnumerable<Contender> Variants(string text) => Entries(text).Select((entry, i) =>
    {
        string[] name = entry.Name.Split('@', 2);
        return OfStyle(name is [_, var style] ? style : "subclass", entry.Name, NextColor(i)) with { Name = entry.Name, Hocon = entry.Value };
    });

    /// <summary>Servers of other builds of this program: <c>NAME=FILE.dll:STYLE</c>, separated by semicolons.</summary>
    public static IEnumerable<Contender> Others(string text) => Entries(text).Select((entry, i) =>
    {
        int colon = entry.Value.LastIndexOf(':');
        string file = colon < 0 ? "" : Path.GetFullPath(entry.Value[..colon]), style = entry.Value[(colon + 1)..];
        if (!File.Exists(file)) throw new UsageException($"--also {entry.Name}: no file '{file}'; it should be NAME=FILE.dll:STYLE");
        (string title, string color) = Styles.GetValueOrDefault(style, (entry.Name, NextColor(i)));
        return OfStyle(style, entry.Name == style ? title : entry.Name, entry.Name == style ? color : NextColor(FurtherColors.Length - 1 - i)) with
        {
            Name = entry.Name, File = "dotnet", Arguments = [file, "serve", style],
        };
    });

    private static string NextColor(int index) => FurtherColors[index % FurtherColors.Length];

    private static IEnumerable<(string Name, string Value)> Entries(string text) =>
        from entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let at = entry.IndexOf('=', StringComparison.Ordinal)
        select at > 0 ? (entry[..at], entry[(at + 1)..]) : throw new UsageException($"'{entry}' should be NAME=...");

    // Through the host that runs this program, be it dotnet or the program's own executable.
    private static Contender OfStyle(string style, string title, string color)
    {
        string host = Environment.ProcessPath!, program = typeof(Contenders).Assembly.Location;
        string[] arguments = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [program, "serve", style] : ["serve", style];
        return new Contender(style, title, color, host, arguments)
        {
            IsManaged = true, HasBuffer = style is "socket" or "conn", HasTls = style != "akkaio", CanBurn = style is "subclass" or "handler" or "conn",
        };
    }
}
