using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Quilts;
using Walrus.Core.Recovery;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Messages;
using Walrus.Core.Tests.Signatures;

namespace Walrus.Core.Tests.Fuzzing;

/// <summary>One reader of text from outside.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Honest">A text that it takes.</param>
/// <param name="Rewrite">Reads a text and gives the canonical text of what was read; null or an exception of its contract, if it is refused.</param>
public sealed record TextForm(string Name, string Honest, Func<string, string?> Rewrite);

/// <summary>Every reader of text in the library.</summary>
internal static class TextForms
{
    private static readonly BlobId Blob = new(new Bytes32([.. Enumerable.Range(100, 32).Select(i => (byte)i)]));

    /// <summary>All of them.</summary>
    public static IEnumerable<TextForm> All => [.. Identifiers(), .. Documents()];

    private static IEnumerable<TextForm> Identifiers()
    {
        QuiltPatchId patch = new(Blob, new QuiltColumns(new SliverIndex(1), new SliverIndex(3)));
        yield return new("blob id", Blob.ToString(), text => BlobId.TryParse(text, out BlobId id) ? id.ToString() : null);
        yield return new("blob id or error", Blob.ToString(), text => BlobId.Parse(text).ToString());
        yield return new("ledger number", Blob.ToLedgerNumber().ToString(), text => BlobId.TryParseLedgerNumber(text, out BlobId id) ? id.ToLedgerNumber().ToString() : null);
        yield return new("object id", new ObjectId(Blob.Bytes).ToString(), text => ObjectId.TryParse(text, out ObjectId id) ? id.ToString() : null);
        yield return new("object id or error", new ObjectId(Blob.Bytes).ToString(), text => ObjectId.Parse(text).ToString());
        yield return new("address", new Address(Blob.Bytes).ToString(), text => Address.TryParse(text, out Address id) ? id.ToString() : null);
        yield return new("address or error", new Address(Blob.Bytes).ToString(), text => Address.Parse(text).ToString());
        yield return new("symbol id", "999-32", text => SymbolId.TryParse(text, out SymbolId id) ? id.ToString() : null);
        yield return new("symbol id or error", "999-32", text => SymbolId.Parse(text).ToString());
        yield return new("patch id", patch.ToString(), text => QuiltPatchId.TryParse(text, out QuiltPatchId id) ? id.ToString() : null);
        yield return new("patch id or error", patch.ToString(), text => QuiltPatchId.Parse(text).ToString());
        yield return new("key text", Signers.Key(1).ToKeyText(), text => BlsSecretKey.FromKeyText(text).ToKeyText());
    }

    private static IEnumerable<TextForm> Documents()
    {
        SigningCommittee committee = new(new Epoch(1), 3, 2, 2);
        ProtocolMessage message = new(new Epoch(1), new StorageConfirmation(Blob, BlobPersistence.Permanent));
        yield return Json("signed message", SignedMessage.Sign(Signers.Key(1), new Epoch(9), message.Body));
        yield return Json("certificate", committee.Certify(message, 0, 2));
    }

    private static TextForm Json<T>(string name, T value) =>
        new(name, JsonSerializer.Serialize(value), text => JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(text)));
}
