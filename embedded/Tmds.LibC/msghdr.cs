namespace Tmds.Linux;

/// <summary>One message of sendmsg(2) and recvmsg(2), as 64-bit Linux lays it out.</summary>
public unsafe struct msghdr
{
    private void* _name;
    private socklen_t _namelen;
    private iovec* _iov;
    private nuint _iovlen;
    private void* _control;
    private nuint _controllen;
    private int _flags;

    public void* msg_name { readonly get => _name; set => _name = value; }

    public socklen_t msg_namelen { readonly get => _namelen; set => _namelen = value; }

    public iovec* msg_iov { readonly get => _iov; set => _iov = value; }

    public int msg_iovlen { readonly get => (int)_iovlen; set => _iovlen = (nuint)value; }

    public void* msg_control { readonly get => _control; set => _control = value; }

    public socklen_t msg_controllen { readonly get => (uint)_controllen; set => _controllen = (uint)value; }

    public int msg_flags { readonly get => _flags; set => _flags = value; }
}
