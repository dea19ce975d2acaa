using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PipelineDsl.EndToEnd.Faults;

/// <summary>How the receiver fails.</summary>
/// <remarks>
/// <c>none</c>; <c>down</c>: connections are cut before anything is read; <c>reset</c>: every third is cut after it was read and counted;
/// <c>error</c>: 500 for a share of all requests, in percent; <c>busy</c>: 429 with <c>Retry-After</c> for a second after each second that took some;
/// <c>slow</c>: every answer takes as many milliseconds; <c>poison</c>: 400 for the next so many requests.
/// </remarks>
internal sealed class FaultMode
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Lock _gate = new();
    private string _mode = "none";
    private int _amount;
    private int _turn;

    public void Set(string mode, int amount)
    {
        lock (_gate)
        {
            (_mode, _amount, _turn) = (mode, amount, 0);
        }
    }

    /// <summary>Fails a request before its samples are counted.</summary>
    /// <returns>Whether it was answered or cut.</returns>
    public bool FailsBefore(HttpContext context)
    {
        lock (_gate)
        {
            int turn = _turn++;
            switch (_mode)
            {
                case "down":
                    context.Abort();
                    return true;
                case "error" when turn * _amount / 100 != (turn + 1) * _amount / 100:
                    context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                    return true;
                case "busy" when _time.GetUtcNow().Second % 2 == 0:
                    context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                    context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                    return true;
                case "poison" when turn < _amount:
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>Fails a request whose samples were counted: the sender does not hear of it.</summary>
    public async Task<bool> FailsAfterAsync(HttpContext context)
    {
        string mode;
        int amount;
        lock (_gate)
        {
            (mode, amount) = (_mode, _amount);
            if (mode == "reset" && _turn % 3 == 0)
            {
                context.Abort();
                return true;
            }
        }

        if (mode == "slow")
        {
            await Task.Delay(amount);
        }

        return false;
    }
}
