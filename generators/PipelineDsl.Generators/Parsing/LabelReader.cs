using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Finds out which label an expression names.</summary>
internal static class LabelReader
{
    /// <summary>The label's name and where it stands, or what keeps it from being known.</summary>
    public static (string? Name, Obstacle? Obstacle) Read(IOperation operation)
    {
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: not null } conversion when DslSymbols.IsLabel(conversion.Type):
                return DslSymbols.IsLabel(conversion.Operand.Type) ? Read(conversion.Operand) : Text(conversion.Operand, "", sanitize: false);
            case IConversionOperation conversion:
                return Read(conversion.Operand);
            case IPropertyReferenceOperation { Property: var property }
                when DslSymbols.FindAttribute(property, "LabelNameAttribute") is { } attribute:
                return (attribute.ConstructorArguments[0].Value as string, null);
            case IInvocationOperation { TargetMethod: var method, Arguments.Length: 1 } call
                when DslSymbols.FindAttribute(method, "LabelNamePrefixAttribute") is { } attribute:
                bool sanitize = attribute.NamedArguments.Any(static pair => pair is { Key: "Sanitize", Value.Value: true });
                return Text(call.Arguments[0].Value, (string)attribute.ConstructorArguments[0].Value!, sanitize);
            case IObjectCreationOperation { Arguments.Length: 1 } creation when DslSymbols.IsLabel(creation.Type):
                return Text(creation.Arguments[0].Value, "", sanitize: false);
            default:
                return (null, Obstacle.NotConstant(operation));
        }
    }

    /// <summary>The labels of a collection, or what keeps them from being known.</summary>
    public static (IReadOnlyList<(string Name, SourceSpan Place)>? Labels, Obstacle? Obstacle) ReadAll(IOperation operation)
    {
        if (Elements(operation) is not { } elements)
        {
            return (null, Obstacle.NotConstant(operation));
        }

        var labels = new List<(string, SourceSpan)>();
        foreach (IOperation element in elements)
        {
            (string? name, Obstacle? obstacle) = Read(element);
            if (name is null)
            {
                return (null, obstacle);
            }

            labels.Add((name, SourceSpan.Of(element.Syntax)));
        }

        return (labels, null);
    }

    /// <summary>The items of a collection that is written out; null when it is not.</summary>
    public static IEnumerable<IOperation>? Elements(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Elements(conversion.Operand),
        ICollectionExpressionOperation collection when !collection.Elements.Any(static e => e is ISpreadOperation) => collection.Elements,
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        _ => null,
    };

    private static (string? Name, Obstacle? Obstacle) Text(IOperation operation, string prefix, bool sanitize)
    {
        if (operation.ConstantValue is not { HasValue: true, Value: string text })
        {
            return (null, Obstacle.NotConstant(operation));
        }

        return (prefix + (sanitize ? LabelName.Sanitize(text) : text), null);
    }
}
