using PipelineDsl.Http;

namespace PipelineDsl.Delivery;

/// <summary>User name and password of a destination.</summary>
public sealed class BasicAuthOptions
{
    /// <summary>The user name. There is no default value.</summary>
    public string? Username { get; set; }

    /// <summary>The password. The default value is <see langword="null"/>: it is in <see cref="PasswordFile"/>, or there is none.</summary>
    public string? Password { get; set; }

    /// <summary>A file with the password, read again for every request. The default value is <see langword="null"/>.</summary>
    public string? PasswordFile { get; set; }

    internal BasicAuthentication ToAuthentication() =>
        new(Secret.FromValue(Username!), SecretSource.Of(Password, PasswordFile) ?? Secret.FromValue(""));

    internal BasicAuthOptions Copy() => (BasicAuthOptions)MemberwiseClone();
}
