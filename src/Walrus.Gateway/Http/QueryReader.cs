using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Walrus.Core.Identifiers;

namespace Walrus.Gateway.Http;

/// <summary>A query string that does not parse: answered 400 in plain text (HTTP interfaces 2.2).</summary>
internal sealed class QueryException(string message) : Exception(message);

/// <summary>
/// Reads the strict query strings of the blob routes: an unknown or repeated parameter is an error, booleans are the words
/// true and false (HTTP interfaces 3).
/// </summary>
internal sealed class QueryReader
{
    private const uint PageMax = 1000;

    private readonly IQueryCollection _query;

    public QueryReader(IQueryCollection query, params ReadOnlySpan<string> known)
    {
        _query = query;
        foreach ((string name, StringValues values) in query)
        {
            if (!known.Contains(name))
                throw new QueryException($"unknown query parameter '{name}'");
            if (values.Count > 1)
                throw new QueryException($"query parameter '{name}' is given more than once");
        }
    }

    public string? Text(string name) => _query.TryGetValue(name, out StringValues values) ? values.ToString() : null;

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        string other => throw new QueryException($"query parameter '{name}' must be true or false, not '{other}'"),
    };

    public uint? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint value)
            ? value
            : throw new QueryException($"query parameter '{name}' must be a number, not '{text}'");
    }

    public ulong? LongNumber(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new QueryException($"query parameter '{name}' must be a number, not '{text}'");
    }

    /// <summary>The size of a page: <c>limit</c>, from 1 to 1000.</summary>
    public int Limit(uint otherwise)
    {
        uint limit = Number("limit") ?? otherwise;
        return limit is >= 1 and <= PageMax ? (int)limit : throw new QueryException($"query parameter 'limit' must be from 1 to {PageMax}");
    }

    public Address? Address(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return Core.Identifiers.Address.TryParse(text, out Address value)
            ? value
            : throw new QueryException($"query parameter '{name}' must be an address, not '{text}'");
    }
}
