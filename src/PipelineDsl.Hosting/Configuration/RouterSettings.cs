using System.Text;
using Microsoft.Extensions.Configuration;
using PipelineDsl.Delivery;
using PipelineDsl.Relabeling;
using PipelineDsl.Runtime;

namespace PipelineDsl.Hosting;

/// <summary>A destination of the type <c>router</c>: routes by label, of which the first that matches wins, and where the other series go.</summary>
internal sealed class RouterSettings
{
    private readonly string _name;
    private readonly List<(RuleSet Match, string[] Destinations)> _routes;
    private readonly string[] _otherwise;

    private RouterSettings(string name, List<(RuleSet Match, string[] Destinations)> routes, string[] otherwise) =>
        (_name, _routes, _otherwise) = (name, routes, otherwise);

    /// <summary>The destinations behind the router.</summary>
    public IEnumerable<string> Destinations => _routes.SelectMany(route => route.Destinations).Concat(_otherwise);

    /// <exception cref="InvalidOperationException">The section is not valid.</exception>
    public static RouterSettings Read(IConfigurationSection section)
    {
        var routes = new List<(RuleSet, string[])>();
        foreach (IConfigurationSection route in section.GetSection("Routes").GetChildren())
        {
            string[] destinations = List(route, "Destinations");
            if (destinations.Length == 0)
            {
                throw new InvalidOperationException($"{route.Path}:Destinations is empty: name where the series of the route go.");
            }

            RelabelRule[] rules = [.. route.GetSection("Match").GetChildren().Select(Rule)];
            routes.Add(rules.Length == 0
                ? throw new InvalidOperationException($"{route.Path}:Match is empty: use DefaultDestinations for what no route matches.")
                : (RuleSet.Interpret([.. rules]), destinations));
        }

        return routes.Count == 0
            ? throw new InvalidOperationException($"{section.Path}:Routes is empty: a router needs at least one.")
            : new RouterSettings(section.Key, routes, List(section, "DefaultDestinations"));
    }

    /// <summary>Makes the router.</summary>
    /// <param name="find">Gives a destination by its name.</param>
    public SeriesRouter Create(Func<string, IDestinationWriter> find)
    {
        IDestinationWriter To(string[] names) => names.Length == 1 ? find(names[0]) : new DestinationGroup([.. names.Select(find)]);
        return new SeriesRouter(
            _name, [.. _routes.Select(route => new Route(route.Match, To(route.Destinations)))], _otherwise.Length == 0 ? null : To(_otherwise));
    }

    private static string[] List(IConfigurationSection section, string key) =>
        [.. section.GetSection(key).GetChildren().Select(item => item.Value ?? "").Where(name => name.Length > 0)];

    // Letters, digits and what is beyond ASCII mean themselves; in RE2 a backslash makes all else do so, too.
    private static string Quote(string text)
    {
        var pattern = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                pattern.Append('\\');
            }

            pattern.Append(c);
        }

        return pattern.ToString();
    }

    private static RelabelRule Rule(IConfigurationSection match)
    {
        string label = match["Label"] is { Length: > 0 } named ? named : throw new InvalidOperationException($"{match.Path}:Label is missing: name the label that decides.");
        string value = match["Value"] ?? "";
        string op = match["Op"] ?? "equals";
        (RelabelAction action, string pattern) = op switch
        {
            "equals" => (RelabelAction.Keep, Quote(value)),
            "notEquals" => (RelabelAction.Drop, Quote(value)),
            "in" => (RelabelAction.Keep, string.Join('|', List(match, "Value").Select(Quote))),
            "matches" => (RelabelAction.Keep, value),
            "notMatches" => (RelabelAction.Drop, value),
            _ => throw new InvalidOperationException($"{match.Path}:Op is '{op}': it must be equals, notEquals, in, matches or notMatches."),
        };
        try
        {
            var rule = new RelabelRule { Action = action, SourceLabels = [label], Pattern = pattern };
            RuleSet.Interpret(rule);
            return rule;
        }
        catch (RelabelRuleException error)
        {
            throw new InvalidOperationException($"{match.Path} is not valid: {error.Message}", error);
        }
    }
}
