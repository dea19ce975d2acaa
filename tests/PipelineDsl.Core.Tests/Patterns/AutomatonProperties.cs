using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

public class AutomatonProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(5000);

    [Fact]
    public void Answers_are_those_of_the_machine_on_any_bytes() =>
        Check(PatternGenerators.AnyPattern, static (pattern, bytes) =>
            pattern.Dfa is { } dfa
            && new DfaMatcher(dfa).IsMatch(bytes) == pattern.Run(bytes, [])
            && dfa.IsMatch(bytes) == pattern.Run(bytes, []));

    [Fact]
    public void Groups_are_those_of_the_machine_on_any_bytes() =>
        Check(PatternGenerators.AnyPattern, static (pattern, bytes) => GroupsAgree(pattern, bytes));

    [Fact]
    public void Groups_are_those_of_the_machine_for_simple_patterns() =>
        Check(PatternGenerators.SimplePattern, static (pattern, bytes) => GroupsAgree(pattern, bytes));

    [Fact]
    public void Answers_are_those_of_dotnet() =>
        Prop.ForAll(PatternGenerators.AsciiPattern.ToArbitrary(), PatternGenerators.Value.ToArbitrary(), static (text, value) =>
        {
            var regex = new Regex(@"\A(?s:" + text + @")\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

            // A few are too large for an automaton.
            return Pattern.Parse(text).Dfa is not { } dfa || dfa.IsMatch(Encoding.UTF8.GetBytes(value)) == regex.IsMatch(value);
        }).Check(s_config);

    private static bool GroupsAgree(Pattern pattern, byte[] bytes)
    {
        if (pattern.Tagged is not { } tagged)
        {
            // A few have more positions to keep than there are registers.
            return true;
        }

        var offsets = new int[2 * (pattern.GroupCount + 1)];
        var expected = new int[offsets.Length];
        bool isMatch = pattern.Run(bytes, expected);
        return TaggedMatcher.Run(tagged, bytes, offsets) == isMatch
            && (!isMatch || (offsets.SequenceEqual(expected) && Walk(tagged, bytes).SequenceEqual(expected)));
    }

    /// <summary>The offsets as code finds them that is written from what the automaton says about itself.</summary>
    private static IEnumerable<int> Walk(TaggedDfa dfa, byte[] bytes)
    {
        var registers = new int[dfa.RegisterCount];
        registers[RegisterOperation.Unset] = -1;
        int state = dfa.Start;
        for (int i = 0; i < bytes.Length; i++)
        {
            registers[RegisterOperation.Position] = i;
            foreach (RegisterOperation operation in dfa.OperationsOf(state, dfa.ClassOf[bytes[i]]))
            {
                registers[operation.Target] = registers[operation.Source];
            }

            state = dfa.Next(state, dfa.ClassOf[bytes[i]]);
        }

        registers[RegisterOperation.Position] = bytes.Length;
        return dfa.SlotsOf(state).ToArray().Select(slot => registers[slot]);
    }

    private static void Check(Gen<string> patterns, Func<Pattern, byte[], bool> property) =>
        Prop.ForAll(
            patterns.Where(static text => Pattern.TryParse(text, out _, out _)).ToArbitrary(),
            PatternGenerators.Bytes.ListOf().Resize(8).ToArbitrary(),
            (text, values) =>
            {
                Pattern pattern = Pattern.Parse(text);
                return values.All(value => property(pattern, value));
            }).Check(s_config);
}
