using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using Akka.NetPoll.Connections;

namespace Samples.Chat;

/// <summary>The section <c>chat</c>, read and checked once; hocon/chat.conf says what each setting is for.</summary>
internal sealed class ChatSettings
{
    private readonly Config _chat;

    public ChatSettings(Config config)
    {
        Config = config;
        _chat = config.GetConfig("chat");
        Host = _chat.GetString("host");
        Port = Number("port", 0, IPEndPoint.MaxPort);
        MaxName = Number("max-name", 1, 100);
        MaxLine = Size("max-line");
        ClientQueue = Size("client-queue");
        FirstRoom = _chat.GetString("first-room");
        if (!Names.IsValid(FirstRoom, MaxName)) throw Mistake("first-room", FirstRoom, Names.Rule(MaxName));
    }

    /// <summary>All settings, Akka's too.</summary>
    public Config Config { get; }

    public string Host { get; }

    public int Port { get; }

    public string FirstRoom { get; }

    /// <summary>In bytes, without its end.</summary>
    public int MaxLine { get; }

    public int MaxName { get; }

    /// <summary>In bytes.</summary>
    public int ClientQueue { get; }

    /// <summary>For the listener.</summary>
    public ListenOptions ListenOptions => new() { Connection = new ConnectionOptions { WriteLimit = ClientQueue } };

    public static Config DefaultConfig() => ConfigurationFactory.FromResource<ChatSettings>("Samples.Chat.chat.conf");

    /// <summary>Host and port as an address.</summary>
    public IPEndPoint Resolve()
    {
        if (IPAddress.TryParse(Host, out IPAddress? address)) return new IPEndPoint(address, Port);
        try
        {
            IPAddress[] addresses = Dns.GetHostAddresses(Host);
            // IPv4 first, as most clients would have it of a name such as localhost.
            return new IPEndPoint(addresses.OrderBy(a => a.AddressFamily != AddressFamily.InterNetwork).First(), Port);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or InvalidOperationException)
        {
            throw Mistake("host", Host, "an address or a name of this machine");
        }
    }

    private int Number(string name, int least, int most)
    {
        string text = _chat.GetString(name);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Mistake(name, text, $"a number from {least} to {most}");
    }

    private int Size(string name)
    {
        try
        {
            return _chat.GetByteSize(name, null) is long size and > 0 and <= int.MaxValue ? (int)size : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or OverflowException or ConfigurationException)
        {
            throw Mistake(name, _chat.GetString(name), "a size such as 64 KiB");
        }
    }

    private static ChatException Mistake(string name, string value, string expected) =>
        new($"{name} is '{value}', and should be {expected}", ChatException.Usage);
}
