using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using PipelineDsl.Delivery;

namespace LoadAgent;

/// <summary>What the command line says.</summary>
/// <param name="Discovery">The list of targets.</param>
/// <param name="Write">The remote-write receiver.</param>
/// <param name="Interval">Time between scrapes.</param>
/// <param name="Rules">Which metric rules run.</param>
/// <param name="Message">The message of remote write: that of 1.0 or of 2.0.</param>
/// <param name="Data">Where what outlives the process is kept.</param>
internal sealed record LoadOptions(Uri Discovery, Uri Write, TimeSpan Interval, string Rules, string Message, string Data)
{
    public static bool TryRead(IConfiguration arguments, [NotNullWhen(true)] out LoadOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        error = null;
        if (!Uri.TryCreate(arguments["sd"], UriKind.Absolute, out Uri? discovery))
        {
            error = $"--sd is '{arguments["sd"]}': it must be the URL of a target list.";
        }
        else if (!Uri.TryCreate(arguments["write"], UriKind.Absolute, out Uri? write))
        {
            error = $"--write is '{arguments["write"]}': it must be the URL of a remote-write receiver.";
        }
        else if (!double.TryParse(arguments["interval"], CultureInfo.InvariantCulture, out double seconds) || seconds <= 0)
        {
            error = $"--interval is '{arguments["interval"]}': it must be a number of seconds above 0.";
        }
        else if (arguments["rules"] is not ("none" or "seed" or "typical"))
        {
            error = $"--rules is '{arguments["rules"]}': it must be none, seed or typical.";
        }
        else if (arguments["protocol"] is not (null or "1" or "2"))
        {
            error = $"--protocol is '{arguments["protocol"]}': it must be 1 or 2, or be left out for 1.";
        }
        else if (string.IsNullOrEmpty(arguments["data"]))
        {
            error = "--data is missing: it must be a folder.";
        }
        else
        {
            string message = arguments["protocol"] == "2" ? RemoteWriteMessages.Version2 : RemoteWriteMessages.Version1;
            options = new LoadOptions(discovery, write, TimeSpan.FromSeconds(seconds), arguments["rules"]!, message, arguments["data"]!);
        }

        return options is not null;
    }
}
