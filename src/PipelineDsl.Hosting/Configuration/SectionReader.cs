using Microsoft.Extensions.Configuration;
using PipelineDsl.Discovery;

namespace PipelineDsl.Hosting;

/// <summary>Reads a section and notes what is wrong with it, keys that nobody reads among them.</summary>
internal sealed class SectionReader(IConfigurationSection section, string path, List<string> errors)
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads what is inside a key, and then complains of keys in it that were not read.</summary>
    public T Inside<T>(string key, Func<SectionReader, T> read)
    {
        var reader = new SectionReader(Section(key), path + key + ".", errors);
        T value = read(reader);
        reader.RejectOthers();
        return value;
    }

    public string Text(string key, string usual) => Section(key).Value is { Length: > 0 } value ? value : usual;

    public bool Flag(string key, bool usual)
    {
        string? value = Section(key).Value;
        if (string.IsNullOrEmpty(value))
        {
            return usual;
        }

        bool isFlag = bool.TryParse(value, out bool flag);
        Complain(key, isFlag, $"is '{value}': write true or false.");
        return isFlag ? flag : usual;
    }

    public TimeSpan? Duration(string key)
    {
        string? value = Section(key).Value;
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        bool isDuration = PrometheusDuration.TryParse(value, out TimeSpan duration);
        Complain(key, isDuration, $"is '{value}': write a duration such as 30s or 1m30s.");
        return isDuration ? duration : null;
    }

    public ValueList<string> List(string key)
    {
        IConfigurationSection list = Section(key);
        Complain(key, string.IsNullOrEmpty(list.Value), $"is '{list.Value}': write a list.");
        return [.. list.GetChildren().Select(item => item.Value ?? "")];
    }

    public ValueList<KeyValuePair<string, string>> Map(string key) =>
        [.. Section(key).GetChildren().Select(item => new KeyValuePair<string, string>(item.Key, item.Value ?? ""))];

    /// <summary>A label selector from a map: a text is equality, a list is a choice.</summary>
    public string Selector(string key) => string.Join(',', Section(key).GetChildren().Select(item => item.Value is { } value
        ? $"{item.Key}={value}"
        : $"{item.Key} in ({string.Join(',', item.GetChildren().Select(choice => choice.Value))})"));

    /// <summary>A key of the chart that has no meaning here: whoever set it is told what to do instead.</summary>
    public void Reject(string key, string mend)
    {
        IConfigurationSection found = Section(key);
        Complain(key, string.IsNullOrEmpty(found.Value) && !found.GetChildren().Any(), mend);
    }

    public void Complain(string key, bool isWell, string message)
    {
        if (!isWell)
        {
            errors.Add($"{path}{key} {message}");
        }
    }

    public void RejectOthers()
    {
        foreach (IConfigurationSection other in section.GetChildren().Where(child => !_read.Contains(child.Key)))
        {
            errors.Add($"{path}{other.Key} is not known: use one of {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
        }
    }

    private IConfigurationSection Section(string key)
    {
        _read.Add(key);
        return section.GetSection(key);
    }
}
