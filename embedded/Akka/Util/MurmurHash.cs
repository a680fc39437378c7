using System.Numerics;

namespace Akka.Util;

/// <summary>Scala's variant of MurmurHash 3 (scala.util.MurmurHash), 32 bits: the same hash on every run and machine.</summary>
/// <remarks>Only text and bytes hash the same everywhere; of other items the runtime's GetHashCode is mixed in.</remarks>
public static class MurmurHash
{
    public const uint StartMagicA = 0x95543787;
    public const uint StartMagicB = 0x2ad7eb25;

    private const uint VisibleMagic = 0x971e137b;
    private const uint VisibleMixer = 0x52dce729;
    private const uint HiddenMixerA = 0x7b7d159c;
    private const uint HiddenMixerB = 0x6bce6396;
    private const uint StringSeed = 0x331df49;
    private const uint ArraySeed = 0x3c074a61;

    public static uint StartHash(uint seed) => seed ^ VisibleMagic;

    public static uint NextMagicA(uint magicA) => unchecked((magicA * 5) + HiddenMixerA);

    public static uint NextMagicB(uint magicB) => unchecked((magicB * 5) + HiddenMixerB);

    /// <summary>Mixes one value in; the magics change from value to value.</summary>
    public static uint ExtendHash(uint hash, uint value, uint magicA, uint magicB) =>
        unchecked(((hash ^ (BitOperations.RotateLeft(value * magicA, 11) * magicB)) * 3) + VisibleMixer);

    public static uint FinalizeHash(uint hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
            hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
            return hash ^ (hash >> 16);
        }
    }

    public static int ByteHash(byte[] b) => ArrayHash(b);

    public static int ArrayHash<T>(T[] a) =>
        Hash(StartHash(unchecked((uint)a.Length * ArraySeed)), a.Select(item => (uint)item!.GetHashCode()));

    /// <summary>Two characters at a time.</summary>
    public static int StringHash(string s) =>
        Hash(StartHash(unchecked((uint)s.Length * StringSeed)), Pairs(s));

    /// <summary>The same for any order of the items.</summary>
    public static int SymmetricHash<T>(IEnumerable<T> xs, uint seed)
    {
        unchecked
        {
            uint sum = 0, parity = 0, count = 0, product = 1;
            foreach (var item in xs)
            {
                var hash = (uint)item!.GetHashCode();
                sum += hash;
                parity ^= hash;
                if (hash != 0) product *= hash;
                count++;
            }

            return Hash(StartHash(seed * count), [sum, parity, product], NextMagicA(StartMagicA), NextMagicB(StartMagicB));
        }
    }

    private static int Hash(uint hash, IEnumerable<uint> values, uint magicA = StartMagicA, uint magicB = StartMagicB)
    {
        foreach (var value in values)
        {
            hash = ExtendHash(hash, value, magicA, magicB);
            magicA = NextMagicA(magicA);
            magicB = NextMagicB(magicB);
        }

        return (int)FinalizeHash(hash);
    }

    private static IEnumerable<uint> Pairs(string text)
    {
        for (var i = 0; i + 1 < text.Length; i += 2) yield return ((uint)text[i] << 16) + text[i + 1];
        if (text.Length % 2 == 1) yield return text[^1];
    }
}
