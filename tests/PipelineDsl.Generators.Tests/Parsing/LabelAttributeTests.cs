using System.Reflection;
using PipelineDsl.CompilerServices;

namespace PipelineDsl.Generators.Tests;

/// <summary>The metadata of a label says what its member returns.</summary>
public sealed class LabelAttributeTests
{
    public static TheoryData<string> Properties => [.. Members<PropertyInfo>().Select(p => $"{p.DeclaringType!.Name}.{p.Name}")];

    public static TheoryData<string> Methods => [.. Members<MethodInfo>().Select(p => $"{p.DeclaringType!.Name}.{p.Name}")];

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_has_its_name(string member)
    {
        PropertyInfo property = Members<PropertyInfo>().Single(p => $"{p.DeclaringType!.Name}.{p.Name}" == member);
        property.GetCustomAttribute<LabelNameAttribute>().ShouldNotBeNull().Name.ShouldBe(property.GetValue(null)!.ToString());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_has_its_prefix(string member)
    {
        MethodInfo method = Members<MethodInfo>().Single(p => $"{p.DeclaringType!.Name}.{p.Name}" == member);
        LabelNamePrefixAttribute attribute = method.GetCustomAttribute<LabelNamePrefixAttribute>().ShouldNotBeNull();
        foreach (string name in (string[])["x", "app.kubernetes.io/name"])
        {
            string expected = attribute.Prefix + (attribute.Sanitize ? LabelName.Sanitize(name) : name);
            method.Invoke(null, [name])!.ToString().ShouldBe(expected);
        }
    }

    private static IEnumerable<T> Members<T>()
        where T : MemberInfo =>
        typeof(Pipeline).Assembly.GetExportedTypes()
            .Where(t => t is { IsValueType: false, IsGenericType: false })
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => IsLabel(m switch
            {
                PropertyInfo property => property.PropertyType,
                MethodInfo { IsSpecialName: false } method => method.ReturnType,
                _ => typeof(void),
            }))
            .OfType<T>();

    private static bool IsLabel(Type type) =>
        type == typeof(Label) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Label<>));
}
