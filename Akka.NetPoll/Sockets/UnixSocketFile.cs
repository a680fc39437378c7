using System.Net;
using System.Net.Sockets;

namespace Akka.NetPoll.Sockets;

/// <summary>The file that binding a unix socket makes: it is the listener's to delete, and a client's to leave, as in Go.</summary>
/// <remarks>
/// .NET deletes the file of a socket bound to a <see cref="UnixDomainSocketEndPoint"/> once it has closed the socket. That
/// is too late, for another listener may have made the file anew by then, and it is not asked for when the file is to stay.
/// It knows such an address by its type; bound here, it sees another one.
/// </remarks>
internal static class UnixSocketFile
{
    /// <summary>Binds any address; the file of a unix one will be left alone.</summary>
    public static void BindOwningFile(this Socket socket, EndPoint local) =>
        socket.Bind(local is UnixDomainSocketEndPoint unix ? new Address(unix) : local);

    /// <summary>Deletes the address's file, if it has one: before the close, and only once.</summary>
    public static void Delete(EndPoint? local)
    {
        if (Of(local) is not { } file) return;
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its folder is gone, or is no longer ours to change; the next to bind this path will be told.
        }
    }

    // Abstract and unnamed addresses stand in no file system.
    private static string? Of(EndPoint? local) =>
        local is UnixDomainSocketEndPoint unix && unix.ToString() is { Length: > 0 } path && path[0] is not ('@' or '\0') ? path : null;

    private sealed class Address(UnixDomainSocketEndPoint unix) : EndPoint
    {
        public override AddressFamily AddressFamily => AddressFamily.Unix;

        public override SocketAddress Serialize() => unix.Serialize();

        public override EndPoint Create(SocketAddress socketAddress) => unix.Create(socketAddress);
    }
}
