using System.Text.Json;
using Walrus.Cli.Output;
using Walrus.Core.Identifiers;

namespace Walrus.Cli.Blobs;

/// <summary>The blob id of a file.</summary>
/// <param name="BlobId">The id.</param>
/// <param name="File">The file as it was named.</param>
/// <param name="UnencodedLength">Bytes of the file.</param>
/// <param name="EncodingType">How the blob is encoded.</param>
internal sealed record BlobIdReport(BlobId BlobId, string File, long UnencodedLength, EncodingType EncodingType) : IReport
{
    /// <inheritdoc/>
    public void WriteText(TextWriter output) => output.WriteLine(BlobId);

    /// <inheritdoc/>
    public void WriteJson(Utf8JsonWriter json) => new FieldReport()
        .Add("blobId", BlobId.ToString())
        .Add("file", File)
        .Add("unencodedLength", UnencodedLength)
        .Add("encodingType", EncodingType.ToString())
        .WriteJson(json);
}
