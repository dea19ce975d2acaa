namespace PipelineDsl.Kubernetes.Operator;

/// <summary>The <c>selector</c> of a resource: which services, pods or ingresses it means.</summary>
internal sealed class ObjectSelector
{
    private readonly List<Requirement> _labels = [];
    private readonly List<Requirement> _expressions = [];

    /// <summary>Reads a selector and checks it as the API server would.</summary>
    /// <exception cref="RejectedException">It is none.</exception>
    public ObjectSelector(Field selector)
    {
        foreach ((string key, Field value) in selector["matchLabels"].Entries())
        {
            CheckKey(value, key);
            _labels.Add(new Requirement(key, "", [CheckValue(value)]));
        }

        foreach (Field expression in selector["matchExpressions"].Items())
        {
            string key = expression["key"].TextOrEmpty();
            CheckKey(expression["key"], key);
            string word = expression["operator"].TextOrEmpty();
            string[] values = [.. expression["values"].Items().Select(CheckValue)];
            switch (word)
            {
                case "In" or "NotIn" when values.Length == 0:
                    throw expression["values"].Reject($"{word} needs at least one value");
                case "Exists" or "DoesNotExist" when values.Length > 0:
                    throw expression["values"].Reject($"{word} takes no values");
                case "In" or "NotIn" or "Exists" or "DoesNotExist":
                    _expressions.Add(new Requirement(key, word, values));
                    break;
                default:
                    throw expression["operator"].Reject($"'{word}' is not In, NotIn, Exists or DoesNotExist");
            }
        }
    }

    /// <summary>The rules that keep what the selector means. Values go into expressions as they are, as the Operator writes them.</summary>
    /// <param name="rules">Where the rules go.</param>
    /// <param name="prefix">The prefix of the labels, such as <c>__meta_kubernetes_service_</c>.</param>
    public void AddTo(RuleList rules, string prefix)
    {
        foreach ((string key, string word, string[] values) in _labels.Concat(_expressions))
        {
            string label = $"{prefix}label_{RuleList.Sanitize(key)}";
            string present = $"{prefix}labelpresent_{RuleList.Sanitize(key)}";
            string any = $"({string.Join('|', values)});true";
            switch (word)
            {
                case "NotIn":
                    rules.Drop(any, label, present);
                    break;
                case "Exists":
                    rules.Keep("true", present);
                    break;
                case "DoesNotExist":
                    rules.Drop("true", present);
                    break;
                default:
                    rules.Keep(any, label, present);
                    break;
            }
        }
    }

    /// <summary>The selector as the API server reads it, requirements sorted by key.</summary>
    public override string ToString() => string.Join(',', _labels.Concat(_expressions).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Operator switch
    {
        "" => $"{r.Key}={r.Values[0]}",
        "Exists" => r.Key,
        "DoesNotExist" => $"!{r.Key}",
        _ => $"{r.Key} {(r.Operator == "In" ? "in" : "notin")} ({string.Join(',', r.Values.Order(StringComparer.Ordinal))})",
    }));

    private static void CheckKey(Field field, string key)
    {
        if (!LabelSyntax.IsKey(key))
        {
            throw field.Reject($"'{key}' is not the key of a label");
        }
    }

    private static string CheckValue(Field field) => field.TextOrEmpty() is { } text && LabelSyntax.IsValue(text) ? text
        : throw field.Reject($"'{field.TextOrEmpty()}' is not the value of a label: letters, digits, '-', '_' and '.', at most 63");

    private readonly record struct Requirement(string Key, string Operator, string[] Values);
}
