using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Http;

namespace Walrus.Gateway.LedgerApi;

/// <summary><c>GET /v1/ledger/objects/{id}</c>: a blob with its attributes, a storage resource, a stake ….</summary>
internal sealed class ObjectEndpoint(LedgerReads reads)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/ledger/objects/{id}", reads.Read(AnswerAsync));

    private Task AnswerAsync(HttpContext http, QueryReader query)
    {
        ObjectId id = http.ObjectId();
        return reads.AnswerAsync(
            http,
            machine => machine.FindObject(id),
            static (json, item, _) => ObjectJson.Write(json, item),
            LedgerRequestException.NotFound("OBJECT_NOT_FOUND", $"there is no object {id}: never, deleted, or wrapped in another"));
    }
}
