namespace Akka.NetPoll.Tls;

/// <summary>Where in a stream of TLS records one ends and the next begins (RFC 8446, 5.1).</summary>
/// <remarks>
/// An SslStream is given the rest of one record at a time. Where it has a whole record behind one with data it goes on to that
/// within the same read: if it begins a renegotiation, the read does not complete for now, and if it is an alert or broken,
/// the read fails; and the data, already in the caller's buffer, is lost.
/// </remarks>
internal struct TlsRecords
{
    private const int HeaderLength = 5;
    private const int LengthOffset = 3; // Two bytes, at the header's end.
    private const byte HandshakeType = 22;

    private int _header; // So many bytes of the header have passed.
    private int _left; // Of the record behind its header.
    private bool _isHandshake;

    /// <summary>A record of the handshake without content has passed: forbidden (RFC 8446, 5.1), and an SslStream would look behind its end.</summary>
    public bool HasForbidden { get; private set; }

    /// <summary>How many of the bytes that come next belong to the record that they begin or go on with: those have passed now.</summary>
    public int Pass(ReadOnlySpan<byte> next)
    {
        int passed = 0;
        while (passed < next.Length && _header < HeaderLength)
        {
            byte value = next[passed++];
            if (_header == 0) _isHandshake = value == HandshakeType;
            if (_header++ >= LengthOffset) _left = (_left << 8) | value;
        }

        int body = Math.Min(_left, next.Length - passed);
        if (_header < HeaderLength) return passed;
        HasForbidden |= _isHandshake && _left == 0;
        _left -= body;
        if (_left == 0) _header = 0;
        return passed + body;
    }
}
