using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

public class PatternProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void Shapes_and_layouts_agree_with_the_machine() =>
        Check(PatternGenerators.SimplePattern, static (text, value) =>
        {
            Pattern pattern = Pattern.Parse(text);
            byte[] utf8 = Encoding.UTF8.GetBytes(value);
            var byShape = new int[2 * (pattern.GroupCount + 1)];
            var byMachine = new int[byShape.Length];
            bool isMatch = pattern.Run(utf8, byMachine);
            return pattern.IsMatch(utf8) == isMatch
                && pattern.Run(utf8, []) == isMatch
                && pattern.Match(utf8, byShape) == isMatch
                && (!isMatch || byShape.SequenceEqual(byMachine));
        });

    [Fact]
    public void Shapes_agree_with_the_machine_on_any_bytes() =>
        Prop.ForAll(
            PatternGenerators.SimplePattern.ToArbitrary(),
            Gen.Elements<byte>((byte)'a', (byte)'b', 0xC3, 0xA9, 0xE4, 0xFF).ArrayOf().Resize(6).ToArbitrary(),
            static (text, bytes) =>
            {
                Pattern pattern = Pattern.Parse(text);
                return pattern.IsMatch(bytes) == pattern.Run(bytes, []);
            }).Check(s_config);

    [Fact]
    public void Groups_are_those_of_a_backtracking_engine() =>
        Check(PatternGenerators.BacktrackingPattern, static (text, value) =>
        {
            Pattern pattern = Pattern.Parse(text);
            byte[] utf8 = Encoding.UTF8.GetBytes(value);
            var offsets = new int[2 * (pattern.GroupCount + 1)];
            var expected = new int[offsets.Length];
            bool isMatch = new BacktrackingMatcher(utf8, expected).IsMatch(pattern.Tree);
            return pattern.Match(utf8, offsets) == isMatch && (!isMatch || offsets.SequenceEqual(expected));
        });

    private static void Check(Gen<string> patterns, Func<string, string, bool> property) =>
        Prop.ForAll(patterns.ToArbitrary(), PatternGenerators.Value.ToArbitrary(), property).Check(s_config);
}
