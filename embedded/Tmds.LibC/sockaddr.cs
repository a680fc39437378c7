namespace Tmds.Linux;

/// <summary>An address of any family; its sixteen bytes are the family's business.</summary>
public struct sockaddr
{
    private ulong _familyAndMore;
    private ulong _rest;
}
