using Microsoft.Extensions.Logging;

namespace PipelineDsl.Cli.Discovery;

/// <summary>Prints warnings and errors, and counts them.</summary>
internal sealed class ComplaintLogger(TextWriter writer) : ILoggerProvider, ILogger
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Interlocked.Increment(ref _count);
            writer.WriteLine(formatter(state, exception));
        }
    }

    public void Dispose()
    {
    }
}
