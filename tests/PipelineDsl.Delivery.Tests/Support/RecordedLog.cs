using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Delivery.Tests;

/// <summary>Keeps what was logged.</summary>
internal sealed class RecordedLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Message)> _entries = new();
    private readonly Channel<(LogLevel Level, string Message)> _news = Channel.CreateUnbounded<(LogLevel, string)>();

    public string[] Of(LogLevel level) => [.. _entries.Where(entry => entry.Level == level).Select(entry => entry.Message)];

    public string All => string.Join('\n', _entries.Select(entry => entry.Message));

    /// <summary>Waits for the next message of a level.</summary>
    public async Task<string> NextAsync(LogLevel level)
    {
        while (true)
        {
            (LogLevel at, string message) = await Patience.Of(_news.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask());
            if (at == level)
            {
                return message;
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        (LogLevel, string) entry = (logLevel, formatter(state, exception) + exception);
        _entries.Enqueue(entry);
        _news.Writer.TryWrite(entry);
    }

    public void Dispose()
    {
    }
}
