extern alias generators;

using System.Reflection;
using System.Runtime.CompilerServices;
using generators::PipelineDsl.Generators;

namespace PipelineDsl.Generators.Tests;

/// <summary>What the generator caches compares by value and holds nothing of the compiler.</summary>
public sealed class ModelShapeTests
{
    public static TheoryData<Type> Models =>
        [.. typeof(PipelineGenerator).Assembly.GetTypes().Where(t => t.Namespace == "PipelineDsl.Generators.Model" && !t.IsEnum && !t.IsNested && !(t.IsAbstract && t.IsSealed))];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_is_equatable_and_free_of_compiler_types(Type model)
    {
        model.IsGenericTypeDefinition.ShouldBe(model.Name.StartsWith("EquatableArray", StringComparison.Ordinal));
        model.GetInterfaces().ShouldContain(i => i.Name == typeof(IEquatable<>).Name && i.GenericTypeArguments[0].Name == model.Name);
        foreach (FieldInfo field in model.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            foreach (Type type in Closure(field.FieldType))
            {
                (type.Namespace ?? "").ShouldNotStartWith("Microsoft.CodeAnalysis", Case.Sensitive, field.Name);
            }

            bool isArray = field.FieldType.IsArray || field.FieldType.Name.StartsWith("ImmutableArray", StringComparison.Ordinal);
            (isArray && !model.IsGenericTypeDefinition).ShouldBeFalse($"{field.Name} compares by reference");
        }
    }

    [Fact]
    public void Nothing_of_the_compiler_is_kept_between_runs_but_as_weak_keys()
    {
        IEnumerable<FieldInfo> statics = typeof(PipelineGenerator).Assembly.GetTypes().Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly));
        FieldInfo[] keepers = [.. statics.Where(field => KeptBy(field.FieldType, []).Any(IsOfCompiler))];
        keepers.Select(field => field.FieldType.Name).Distinct()
            .ShouldBe(["DiagnosticDescriptor", "SymbolDisplayFormat"], ignoreOrder: true, string.Join(", ", keepers.Select(field => field.DeclaringType + "." + field.Name)));
    }

    private static bool IsOfCompiler(Type type) => (type.Namespace ?? "").StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    // Everything that fields of a type can hold, in the generator's own types; of a weak table only the values.
    private static HashSet<Type> KeptBy(Type type, HashSet<Type> seen)
    {
        IEnumerable<Type> parts = type.Name.StartsWith("ConditionalWeakTable", StringComparison.Ordinal) ? [type.GenericTypeArguments[1]] : Closure(type);
        foreach (Type part in parts.Where(seen.Add))
        {
            IEnumerable<FieldInfo> fields = part.Assembly == typeof(PipelineGenerator).Assembly
                ? part.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                : [];
            foreach (FieldInfo field in fields)
            {
                KeptBy(field.FieldType, seen);
            }
        }

        return seen;
    }

    private static IEnumerable<Type> Closure(Type type) =>
        type.HasElementType ? Closure(type.GetElementType()!) : type.GenericTypeArguments.SelectMany(Closure).Append(type);
}
