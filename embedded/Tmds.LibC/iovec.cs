namespace Tmds.Linux;

/// <summary>One piece of memory of a vectored call.</summary>
public unsafe struct iovec
{
    public void* iov_base { get; set; }

    public size_t iov_len { get; set; }
}
