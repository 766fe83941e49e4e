using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Http;
using Walrus.Ledger;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Objects;

namespace Walrus.Gateway.LedgerApi;

/// <summary><c>GET /v1/ledger/accounts/{address}</c>: balance, nonce, and a page of the objects that the account owns.</summary>
internal sealed class AccountEndpoint(LedgerReads reads)
{
    private const uint DefaultLimit = 100;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/ledger/accounts/{address}", reads.Read(AnswerAsync, "after", "limit"));

    private Task AnswerAsync(HttpContext http, QueryReader query)
    {
        Address address = http.Address();
        ObjectId? after = query.Text("after") is not { } text ? null
            : ObjectId.TryParse(text, out ObjectId id) ? id
            : throw LedgerRequestException.Invalid("'after' must be an object id");
        int limit = query.Limit(DefaultLimit);
        return reads.AnswerAsync(
            http,
            machine => machine.FindAccount(address),
            (json, account, machine) => Write(json, account, address, [.. machine.OwnedObjects(address, after).Take(limit + 1)], limit, machine),
            LedgerRequestException.NotFound("ACCOUNT_NOT_FOUND", $"nothing was ever sent to account {address}"));
    }

    private static void Write(Utf8JsonWriter json, Account account, Address address, List<ObjectId> page, int limit, LedgerMachine machine)
    {
        json.WriteStartObject();
        json.WriteString("address", address.ToString());
        json.WriteString("balance", LedgerText.Amount(account.Balance));
        json.WriteNumber("nonce", account.Nonce);
        json.WriteStartArray("objects");
        foreach (ObjectId id in page.Take(limit))
        {
            if (machine.FindObject(id) is not { } item)
                continue;
            json.WriteStartObject();
            json.WriteString("id", id.ToString());
            json.WriteString("type", ObjectJson.TypeOf(item));
            if (item is BlobObject blob)
                json.WriteString("blobId", blob.BlobId.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        // Where the next page begins: behind the last of this one.
        if (page.Count > limit)
            json.WriteString("after", page[limit - 1].ToString());
        else
            json.WriteNull("after");
        json.WriteEndObject();
    }
}
