using Akka.NetPoll.Benchmarks.Serve;

namespace Akka.NetPoll.Benchmarks.Run;

/// <summary>The servers there are: this program in each style, and the native peers.</summary>
internal static class Contenders
{
    /// <summary>All ratios are to this one.</summary>
    public const string Yardstick = "epoll";

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
        new("go", "Go net", "#1f9e9e", peers.Go) { Missing = peers.GoMissing, HasBuffer = true },
    ];

    /// <summary>Those of these names.</summary>
    public static Contender[] Named(IReadOnlyList<Contender> all, IEnumerable<string> names) =>
    [
        .. names.Select(name => all.FirstOrDefault(contender => contender.Name == name)
            ?? throw new UsageException($"no server '{name}'; there are: {string.Join(", ", all.Select(c => c.Name))}")),
    ];

    // Through the host that runs this program, be it dotnet or the program's own executable.
    private static Contender OfStyle(string style, string title, string color)
    {
        string host = Environment.ProcessPath!, program = typeof(Contenders).Assembly.Location;
        string[] arguments = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [program, "serve", style] : ["serve", style];
        return new Contender(style, title, color, host, arguments) { IsManaged = true, HasBuffer = style is "socket" or "conn" };
    }
}
