using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Reads expressions such as <c>120.Seconds()</c> and <c>TimeSpan.FromMinutes(2)</c>.</summary>
internal static class ConstantDuration
{
    /// <summary>The duration; null when it is not known while the program is compiled.</summary>
    public static TimeSpan? Of(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand);
            case IFieldReferenceOperation { Field: { Name: "Zero", ContainingType: var type } } when IsTimeSpan(type):
                return TimeSpan.Zero;
            case IInvocationOperation { TargetMethod: { } method, Arguments: { Length: > 0 } arguments }
                when DslSymbols.IsDurations(method.ContainingType) || IsTimeSpan(method.ContainingType):
                return UnitOf(method.Name) is { } unit && Numbers(arguments) is { } numbers && numbers.Skip(1).All(static n => n == 0)
                    ? TimeSpan.FromTicks((long)(numbers[0] * unit))
                    : null;
            case IObjectCreationOperation { Arguments: { Length: 3 or 4 } arguments, Type: INamedTypeSymbol type } when IsTimeSpan(type):
                return Numbers(arguments) is not { } parts ? null : TimeSpan.FromSeconds(
                    (((((parts.Count == 4 ? parts[0] : 0) * 24) + parts[parts.Count - 3]) * 60) + parts[parts.Count - 2]) * 60 + parts[parts.Count - 1]);
            default:
                return null;
        }
    }

    private static long? UnitOf(string method) => method switch
    {
        "Milliseconds" or "FromMilliseconds" => TimeSpan.TicksPerMillisecond,
        "Seconds" or "FromSeconds" => TimeSpan.TicksPerSecond,
        "Minutes" or "FromMinutes" => TimeSpan.TicksPerMinute,
        "FromHours" => TimeSpan.TicksPerHour,
        "FromDays" => TimeSpan.TicksPerDay,
        _ => null,
    };

    private static List<double>? Numbers(IEnumerable<IArgumentOperation> arguments)
    {
        var numbers = new List<double>();
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Value.ConstantValue is not { HasValue: true, Value: { } number } || number is not (int or long or double))
            {
                return null;
            }

            numbers.Add(Convert.ToDouble(number, CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    private static bool IsTimeSpan(INamedTypeSymbol type) => type is { Name: "TimeSpan", ContainingNamespace.Name: "System" };
}
