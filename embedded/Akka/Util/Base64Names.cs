// Oblivious to null, as the real one: callers compile the same against either.
#nullable disable
namespace Akka.Util;

/// <summary>Numbers as short names, in digits of 64.</summary>
internal static class Base64Names
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    public static string Encode(long value, string prefix)
    {
        Span<char> text = stackalloc char[prefix.Length + 11];
        prefix.CopyTo(text);
        var length = prefix.Length;
        do
        {
            text[length++] = Digits[(int)(value & 63)];
            value >>= 6;
        }
        while (value != 0);
        return new string(text[..length]);
    }
}
