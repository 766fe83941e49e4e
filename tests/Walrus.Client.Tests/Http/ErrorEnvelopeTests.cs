using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Walrus.Client.Http;

namespace Walrus.Client.Tests.Http;

public sealed class ErrorEnvelopeTests
{
    [Fact]
    public void Json_is_exactly_the_form_that_clients_read()
    {
        ErrorEnvelope envelope = new(ErrorStatus.NotFound, "BLOB_NOT_FOUND", ErrorDomains.Daemon, "a+b <é>");
        Assert.Equal(
            """{"error":{"status":"NOT_FOUND","code":404,"message":"a+b <é>","details":[{"@type":"ErrorInfo","reason":"BLOB_NOT_FOUND","domain":"daemon.walrus.space","metadata":{}}]}}""",
            Encoding.UTF8.GetString(envelope.ToJsonUtf8()));
    }

    [Fact]
    public void Unexpected_failures_carry_a_trace_and_nothing_else() => Assert.Equal(
        """{"error":{"status":"INTERNAL","code":500,"message":"an internal server error occurred","details":[{"@type":"ErrorInfo","reason":"INTERNAL_ERROR","domain":"global","metadata":{}},{"@type":"DebugInfo","stackEntries":[],"detail":"TraceID: 0HN7"}]}}""",
        Encoding.UTF8.GetString(ErrorEnvelope.Internal("0HN7").ToJsonUtf8()));

    [Fact]
    public void What_is_written_is_read_back()
    {
        Gen<ErrorEnvelope> envelopes = Gen.Select(
            Gen.Enum<ErrorStatus>(), Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.String[Gen.Char.AlphaNumeric, 0, 40],
            Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 5], Gen.String[Gen.Char.AlphaNumeric, 0, 5])[0, 3], Gen.Bool,
            (status, reason, message, metadata, traced) => new ErrorEnvelope(status, reason, ErrorDomains.Storage, message)
            {
                Metadata = metadata.ToImmutableSortedDictionary(StringComparer.Ordinal),
                TraceId = traced ? reason : null,
            });
        envelopes.Sample(envelope =>
        {
            Assert.True(ErrorEnvelope.TryParse(envelope.ToJsonUtf8(), envelope.HttpCode, out ErrorEnvelope? read));
            Assert.Equal(envelope with { Metadata = read.Metadata }, read);
            Assert.Equal(envelope.Metadata.AsEnumerable(), read.Metadata.AsEnumerable());
        });
    }

    [Theory]
    [InlineData("INVALID_ARGUMENT", 400)]
    [InlineData("FAILED_PRECONDITION", 400)]
    [InlineData("UNAUTHENTICATED", 401)]
    [InlineData("PERMISSION_DENIED", 403)]
    [InlineData("SIZE_EXCEEDED", 403)]
    [InlineData("NOT_FOUND", 404)]
    [InlineData("RANGE_NOT_SATISFIABLE", 416)]
    [InlineData("RESOURCE_EXHAUSTED", 429)]
    [InlineData("UNAVAILABLE_FOR_LEGAL_REASONS", 451)]
    [InlineData("INTERNAL", 500)]
    [InlineData("UNAVAILABLE", 503)]
    [InlineData("DEADLINE_EXCEEDED", 504)]
    public void Status_and_code_go_together(string name, int code)
    {
        Assert.True(ErrorStatusTable.TryParse(name, out ErrorStatus status));
        Assert.Equal(code, status.HttpCode());
        Assert.Equal(name, status.WireName());
    }

    [Theory]
    [InlineData("""{"error":{"status":"NOT_FOUND","code":400,"message":"","details":[{"reason":"X","domain":"d"}]}}""", 400)]
    [InlineData("""{"error":{"status":"NOT_FOUND","code":404,"message":"","details":[{"reason":"X","domain":"d"}]}}""", 500)]
    [InlineData("""{"error":{"status":"NO_SUCH","code":404,"message":"","details":[{"reason":"X","domain":"d"}]}}""", 404)]
    [InlineData("""{"error":{"status":"NOT_FOUND","code":404,"message":"","details":[]}}""", 404)]
    [InlineData("""{"error":{"status":"NOT_FOUND","code":404,"message":"","details":[7]}}""", 404)]
    [InlineData("""{"error":{"status":"NOT_FOUND","code":"404","message":"","details":[{"reason":"X","domain":"d"}]}}""", 404)]
    [InlineData("""{"error":{"status":"\ud800","code":404,"message":"","details":[{"reason":"X","domain":"d"}]}}""", 404)]
    [InlineData("""{"error":7}""", 404)]
    [InlineData("[]", 404)]
    [InlineData("Invalid URL", 400)]
    [InlineData("", 404)]
    public void What_is_no_consistent_envelope_is_none(string body, int httpCode) =>
        Assert.False(ErrorEnvelope.TryParse(Encoding.UTF8.GetBytes(body), httpCode, out _));

    [Fact]
    public void Bytes_of_any_kind_do_no_harm() =>
        Gen.Byte.Array[0, 60].Sample(bytes => { ErrorEnvelope.TryParse(bytes, 404, out _); });
}
