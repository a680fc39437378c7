using System.IO.Pipes;

namespace Akka.NetPoll.Multiplexing;

/// <summary>A waker for every Unix: a pipe that holds one byte at most, so that neither writing to it nor reading from it blocks.</summary>
internal sealed class PipeWaker : Waker
{
    private readonly AnonymousPipeServerStream _readEnd = Open();
    private readonly AnonymousPipeClientStream _writeEnd;

    public PipeWaker() => _writeEnd = new AnonymousPipeClientStream(PipeDirection.Out, _readEnd.ClientSafePipeHandle);

    public override int Descriptor => (int)_readEnd.SafePipeHandle.DangerousGetHandle();

    protected override void Write() => _writeEnd.WriteByte(1);

    protected override void Read() => _readEnd.ReadByte();

    protected override void Close()
    {
        _writeEnd.Dispose();
        _readEnd.Dispose();
    }

    private static AnonymousPipeServerStream Open()
    {
        try
        {
            return new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        }
        catch (IOException refused)
        {
            throw new MultiplexerException($"pipe: {refused.Message}");
        }
    }
}
