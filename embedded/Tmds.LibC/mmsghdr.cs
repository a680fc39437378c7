namespace Tmds.Linux;

/// <summary>One of the messages of recvmmsg(2) and sendmmsg(2).</summary>
public struct mmsghdr
{
    private msghdr _header;
    private uint _length;

    public msghdr msg_hdr { readonly get => _header; set => _header = value; }

    /// <summary>The bytes that were received or sent.</summary>
    public uint msg_len { readonly get => _length; set => _length = value; }
}
