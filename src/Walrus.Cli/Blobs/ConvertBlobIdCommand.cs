using System.CommandLine;
using System.Text.Json;
using Walrus.Cli.Options;
using Walrus.Cli.Output;
using Walrus.Core.Identifiers;

namespace Walrus.Cli.Blobs;

/// <summary><c>walrus convert-blob-id DECIMAL</c>: the text form of a blob id that a ledger shows as a number.</summary>
internal static class ConvertBlobIdCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> number = new("DECIMAL") { Description = "The blob id as the ledger's decimal number." };
        number.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !BlobId.TryParseLedgerNumber(result.Tokens[0].Value, out _))
                result.AddError($"'{result.Tokens[0].Value}' is no blob id in decimal: a whole number below 2^256.");
        });
        Command command = new("convert-blob-id", "Converts a blob id from the decimal form to its text form.") { number };
        command.SetAction(parsed =>
        {
            _ = BlobId.TryParseLedgerNumber(parsed.GetValue(number)!, out BlobId id);
            console.Write(new Report(id), parsed.Has(SharedOptions.Json));
            return ExitCodes.Done;
        });
        return command;
    }

    private sealed record Report(BlobId BlobId) : IReport
    {
        /// <inheritdoc/>
        public void WriteText(TextWriter output) => output.WriteLine(BlobId);

        /// <inheritdoc/>
        public void WriteJson(Utf8JsonWriter json) => json.WriteStringValue(BlobId.ToString());
    }
}
