namespace Akka;

/// <summary>That something has been done, where nothing else is to be said of it.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
