using System.Buffers;
using PipelineDsl.Patterns;

namespace PipelineDsl.Core.Tests.Patterns;

public class PatternCostTests
{
    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|aa)+b")]
    [InlineData("(a?){50}a{50}c")]
    [InlineData("(.*)(.*)(.*)(.*)x")]
    [InlineData("a)*|(?:a+b")]
    public void Steps_are_bounded_by_length_times_size(string text)
    {
        Pattern pattern = Pattern.Parse(text);
        byte[] value = new byte[2000];
        Array.Fill(value, (byte)'a');
        var offsets = new int[2 * (pattern.GroupCount + 1)];

        long before = PikeMachine.StepsOnThisThread;
        pattern.Run(value, offsets);
        long steps = PikeMachine.StepsOnThisThread - before;

        // Each instruction is tried at most once from each of its predecessors, of which there are at most two.
        steps.ShouldBeLessThanOrEqualTo(3L * (value.Length + 1) * pattern.Program.Instructions.Length);
    }

    [Fact]
    public void Repetitions_of_large_classes_stay_small()
    {
        ByteProgram program = Pattern.Parse(@"\pL").Program;
        program.Instructions.Length.ShouldBeLessThan(400);
        Pattern.Parse(@"\pL{1000}").Program.Instructions.Length.ShouldBeLessThan(1000 * program.Instructions.Length);
    }

    [Theory]
    [InlineData("up", "up")]
    [InlineData("(.*)", "anything")]
    [InlineData("up|processor.*", "processor_queue")]
    [InlineData("([^:]+)(?::\\d+)?;(\\d+)", "10.0.0.1:80;9100")]
    [InlineData("(a*)*b", "aaaaaaaab")]
    [InlineData("(\\pL+)-(?P<rest>.*?)(x?)", "größe-日本x")]
    public void Matching_and_expanding_allocate_nothing(string text, string value)
    {
        Pattern pattern = Pattern.Parse(text);
        ReplacementTemplate template = ReplacementTemplate.Parse("<$1|${rest}|$$>");
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(value);
        byte[] broken = [.. utf8, 0xFF];
        var offsets = new int[2 * (pattern.GroupCount + 1)];
        var output = new ArrayBufferWriter<byte>(1024);

        Work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Work();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Work()
        {
            output.ResetWrittenCount();
            pattern.IsMatch(utf8);
            pattern.IsMatch(broken);
            pattern.Run(utf8, offsets);
            if (pattern.Match(utf8, offsets))
            {
                template.Expand(pattern, utf8, offsets, output);
            }
        }
    }
}
