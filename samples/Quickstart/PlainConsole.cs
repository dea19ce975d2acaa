using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Quickstart;

/// <summary>Writes time and message, and the level where it is more than information: there is nothing else to read here.</summary>
internal sealed class PlainConsole(TimeProvider time) : ConsoleFormatter(nameof(PlainConsole))
{
    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string level = entry.LogLevel > LogLevel.Information ? $"{entry.LogLevel}: " : "";
        textWriter.WriteLine($"{time.GetLocalNow():HH:mm:ss} {level}{entry.Formatter(entry.State, entry.Exception)}{(entry.Exception is null ? "" : Environment.NewLine + entry.Exception)}");
    }
}
