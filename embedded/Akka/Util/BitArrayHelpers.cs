using System.Collections;

namespace Akka.Util;

/// <summary>Bits as bytes.</summary>
public static class BitArrayHelpers
{
    /// <summary>Eight bits as one byte.</summary>
    public static byte[] ToBytes(this BitArray arr)
    {
        if (arr.Length != 8) throw new ArgumentException("Not enough bits to make a byte!", nameof(arr));
        var bytes = new byte[1];
        arr.CopyTo(bytes, 0);
        return bytes;
    }
}
