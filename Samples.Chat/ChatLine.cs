using System.Text;

namespace Samples.Chat;

/// <summary>Something to show to a client: encoded once, however many see it.</summary>
internal sealed record ChatLine(ReadOnlyMemory<byte> Bytes)
{
    public ChatLine(string text) : this(Encoding.UTF8.GetBytes(text + "\r\n"))
    {
    }

    /// <summary>Something that happened, rather than something that was said.</summary>
    public static ChatLine Notice(string text) => new($"* {text}");
}
