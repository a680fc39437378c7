namespace Akka.NetPoll.Benchmarks.Serve;

/// <summary>The styles there are: those of Akka.NetPoll, and the peers in .NET.</summary>
internal static class EchoStyles
{
    public static readonly IReadOnlyList<EchoStyle> All =
    [
        new("subclass", "NetPoll, subclass", "#2f6fde", () => new SubclassEcho()) { CanBurn = true },
        new("handler", "NetPoll, handler", "#5b8fe8", () => new HandlerEcho()) { CanBurn = true },
        new("conn", "NetPoll, blocking", "#8db4f2", () => new ConnEcho()) { CanBurn = true, HasBuffer = true },
        new("socket", "System.Net.Sockets", "#d98a2b", () => new SocketEcho()) { HasBuffer = true },
        new("kestrel", "Kestrel", "#c2592f", () => new KestrelEcho()),
        new("akkaio", "Akka.IO", "#a8478f", () => new AkkaIoEcho()) { HasTls = false },
    ];

    /// <summary>The style of this name; null when there is none.</summary>
    public static EchoStyle? Find(string name) => All.FirstOrDefault(style => style.Name == name);
}
