using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Parsing;

namespace PipelineDsl.Generators.Diagnostics;

/// <summary>Finds options of <c>Scrape(s => s with { ... })</c> that the scrape would refuse.</summary>
internal static class ScrapeChecks
{
    // ScrapeOptions.Interval where nothing was said.
    private static readonly TimeSpan s_defaultInterval = TimeSpan.FromMinutes(1);

    public static IEnumerable<Diagnostic> Check(IInvocationOperation call)
    {
        if (FindWith(call) is not { } with)
        {
            yield break;
        }

        TimeSpan? interval = s_defaultInterval;
        (TimeSpan Value, SyntaxNode Syntax)? timeout = null;
        foreach (ISimpleAssignmentOperation option in with.Initializer.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            IOperation value = option.Value;
            string? text = value.ConstantValue is { HasValue: true, Value: string constant } ? constant : null;
            TimeSpan? duration = ConstantDuration.Of(value);
            string? fault = null;
            switch ((option.Target as IPropertyReferenceOperation)?.Property.Name)
            {
                case "Interval":
                    interval = duration;
                    fault = duration <= TimeSpan.Zero ? $"The scrape interval is {duration}: it must be above 0" : null;
                    break;
                case "Timeout" when duration is { } known:
                    timeout = (known, value.Syntax);
                    fault = known <= TimeSpan.Zero ? $"The scrape timeout is {known}: it must be above 0" : null;
                    break;
                case "Scheme":
                    fault = text is not (null or "http" or "https") ? $"The scheme is '{text}': it must be http or https" : null;
                    break;
                case "JobName":
                    fault = text is "" ? "The job name is empty: leave it out to use the pipeline's name" : null;
                    break;
            }

            if (fault is not null)
            {
                yield return Diagnostic.Create(DiagnosticDescriptors.InvalidScrapeOption, value.Syntax.GetLocation(), fault);
            }
        }

        if (timeout is { } longest && interval > TimeSpan.Zero && longest.Value > interval)
        {
            yield return Diagnostic.Create(DiagnosticDescriptors.TimeoutTooLong, longest.Syntax.GetLocation(), longest.Value, interval);
        }
    }

    // Only changes of the options as they come in: of others the defaults are not known.
    private static IWithOperation? FindWith(IInvocationOperation call)
    {
        if (call.Arguments.Length == 1
            && call.Arguments[0].Value is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: var body } lambda }
            && body.Length == 1
            && body[0] is IReturnOperation { ReturnedValue: IWithOperation { Operand: IParameterReferenceOperation operand } with }
            && SymbolEqualityComparer.Default.Equals(operand.Parameter, lambda.Symbol.Parameters[0]))
        {
            return with;
        }

        return null;
    }
}
