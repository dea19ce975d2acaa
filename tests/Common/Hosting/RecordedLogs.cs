using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PipelineDsl.Tests.Shared;

/// <summary>Keeps what is logged, as <c>Level Category: message</c>.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly List<(Func<string, bool> Condition, TaskCompletionSource<string> Found)> _waiting = [];
    private readonly Lock _lock = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public override string ToString() => string.Join('\n', _lines);

    /// <summary>The first line, logged already or yet to come, that holds all these texts.</summary>
    public Task<string> LineAsync(params string[] texts)
    {
        bool Condition(string line) => texts.All(text => line.Contains(text, StringComparison.Ordinal));
        lock (_lock)
        {
            if (_lines.FirstOrDefault(Condition) is { } line)
            {
                return Task.FromResult(line);
            }

            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((Condition, found));
            return found.Task;
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lock (_lock)
        {
            _lines.Enqueue(line);
            foreach ((Func<string, bool> condition, TaskCompletionSource<string> found) in _waiting)
            {
                if (condition(line))
                {
                    found.TrySetResult(line);
                }
            }
        }
    }

    private sealed class Recorder(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add($"{logLevel} {category}: {formatter(state, exception)}{(exception is null ? "" : " " + exception)}");
    }
}
