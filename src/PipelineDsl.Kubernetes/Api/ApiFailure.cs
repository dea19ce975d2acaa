namespace PipelineDsl.Kubernetes;

/// <summary>The kinds of trouble with an API server, by what has to be done about them.</summary>
internal enum ApiFailure
{
    /// <summary>No answer: nobody there, no name, no trust.</summary>
    Unreachable,

    /// <summary>An answer that broke off: go on from the last version.</summary>
    Interrupted,

    /// <summary>401: the credential is not accepted.</summary>
    Unauthorized,

    /// <summary>403: a right is missing.</summary>
    Forbidden,

    /// <summary>404: the server does not know the resource.</summary>
    NotFound,

    /// <summary>409: the object is there already, or is no longer what the request began with.</summary>
    Conflict,

    /// <summary>410: the version or the continue token is too old: list again.</summary>
    Expired,

    /// <summary>429: ask later.</summary>
    Throttled,

    /// <summary>502, 503, 504: the server is not well.</summary>
    Unavailable,

    /// <summary>Any other refusal.</summary>
    Refused,

    /// <summary>An answer that is not what the API promises.</summary>
    Malformed,
}
