using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PipelineDsl.Generators.Model;

namespace PipelineDsl.Generators.Parsing;

/// <summary>Reads the rules of a <c>Relabel</c> call from its lambda.</summary>
internal sealed class RelabelCallParser
{
    private readonly List<RuleCall> _rules = [];
    private Obstacle? _obstacle;

    private RelabelCallParser()
    {
    }

    /// <summary>The call; null when it is not the DSL's <c>Relabel</c>.</summary>
    public static RelabelCall? Parse(IInvocationOperation call)
    {
        if (DslSymbols.RelabelStageOf(call.TargetMethod) is not { } stage || call.Arguments.Length != 1)
        {
            return null;
        }

        var parser = new RelabelCallParser();
        parser.ReadRules(call.Arguments[0].Value);
        return new RelabelCall(stage, CallContext.Of(call, stage), parser._rules, parser._obstacle);
    }

    private void ReadRules(IOperation argument)
    {
        IOperation target = argument;
        while (target is IConversionOperation or IDelegateCreationOperation)
        {
            target = target is IConversionOperation conversion ? conversion.Operand : ((IDelegateCreationOperation)target).Target;
        }

        if (target is not IAnonymousFunctionOperation lambda)
        {
            _obstacle = Obstacle.At(argument, $"'{Obstacle.Shorten(argument.Syntax.ToString())}' is not a lambda written here");
        }
        else if (lambda.Symbol.IsAsync)
        {
            _obstacle = Obstacle.At(argument, "the lambda is async");
        }
        else
        {
            foreach (IOperation statement in lambda.Body.Operations)
            {
                ReadStatement(statement, lambda.Symbol.Parameters[0]);
            }
        }
    }

    private void ReadStatement(IOperation statement, IParameterSymbol builder)
    {
        switch (statement)
        {
            case IExpressionStatementOperation expression:
                ReadChain(expression.Operation, builder);
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                ReadChain(value, builder);
                break;
            case IVariableDeclarationGroupOperation declarations
                when declarations.Declarations.All(static d => d.Declarators.All(static v => v.Symbol.IsConst)):
            case IEmptyOperation:
            case IReturnOperation { IsImplicit: true }:
                break;
            case IConditionalOperation or ILoopOperation or ISwitchOperation or ITryOperation:
                SyntaxToken keyword = statement.Syntax.GetFirstToken();
                _obstacle ??= new(SourceSpan.Of(keyword), $"'{keyword.Text}' decides while the program runs which rules there are");
                break;
            default:
                _obstacle ??= Obstacle.At(statement, $"'{Obstacle.Shorten(statement.Syntax.ToString())}' is not a rule");
                break;
        }
    }

    private void ReadChain(IOperation operation, IParameterSymbol builder)
    {
        var calls = new Stack<IInvocationOperation>();
        IOperation? receiver = operation;
        while (receiver is IInvocationOperation call && DslSymbols.IsRuleMethod(call.TargetMethod))
        {
            calls.Push(call);
            receiver = call.Instance;
        }

        if (receiver is not IParameterReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Parameter, builder))
        {
            _obstacle ??= Obstacle.At(receiver ?? operation, $"'{Obstacle.Shorten((receiver ?? operation).Syntax.ToString())}' is not a rule");
        }

        foreach (IInvocationOperation call in calls)
        {
            RuleCall rule = RuleCallParser.Parse(call);
            _rules.Add(rule);
            _obstacle ??= rule.Obstacle;
        }
    }
}
