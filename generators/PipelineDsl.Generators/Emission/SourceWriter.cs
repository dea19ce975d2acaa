using System.Text;

namespace PipelineDsl.Generators.Emission;

/// <summary>Writes lines of source, indented by the braces around them.</summary>
internal sealed class SourceWriter(int indent = 0)
{
    private const int Step = 4;

    private readonly StringBuilder _text = new();
    private int _indent = indent;

    /// <summary>How many characters were written.</summary>
    public int Length => _text.Length;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _indent * Step).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    public SourceWriter Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }

        return this;
    }

    public SourceWriter Open(string line)
    {
        Line(line).Line("{");
        _indent++;
        return this;
    }

    /// <summary>Begins lines that are indented without braces.</summary>
    public SourceWriter Indent()
    {
        _indent++;
        return this;
    }

    /// <summary>Ends them.</summary>
    public SourceWriter Unindent()
    {
        _indent--;
        return this;
    }

    public SourceWriter Close(string after = "")
    {
        _indent--;
        return Line("}" + after);
    }

    /// <summary>Adds what another writer wrote, which has its own indentation.</summary>
    public SourceWriter Append(SourceWriter other) => Append(other._text.ToString());

    /// <summary>Adds lines that have their indentation.</summary>
    public SourceWriter Append(string lines)
    {
        _text.Append(lines);
        return this;
    }

    public override string ToString() => _text.ToString();
}
