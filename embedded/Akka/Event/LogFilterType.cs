namespace Akka.Event;

/// <summary>What a filter looks at; when all look only at the source no text is made for them.</summary>
public enum LogFilterType
{
    Source,
    Content,
}
