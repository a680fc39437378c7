using System.Reflection;
using System.Xml.Linq;

namespace Akka.Configuration;

/// <summary>The application's XML configuration file (App.config), of which only <c>akka/hocon</c> is read.</summary>
internal static class ApplicationConfigFile
{
    /// <summary>The text of <c>akka/hocon</c>; empty without such a file or section.</summary>
    public static string ReadHocon()
    {
        var name = Assembly.GetEntryAssembly()?.GetName().Name;
        var path = Path.Combine(AppContext.BaseDirectory, $"{name}.dll.config");
        return File.Exists(path)
            ? XDocument.Load(path).Root?.Element("akka")?.Element("hocon")?.Value ?? ""
            : "";
    }
}
