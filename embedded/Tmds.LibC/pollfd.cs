namespace Tmds.Linux;

/// <summary>poll(2): what is asked of a descriptor, and what it answers.</summary>
public struct pollfd
{
    public int fd { get; set; }
    public short events { get; set; }
    public short revents { get; set; }
}
