using Walrus.Core.Identifiers;

namespace Walrus.Core.Slivers;

/// <summary>A sliver does not belong to its blob (data plane 6.5).</summary>
public sealed class InvalidSliverException : ProtocolException
{
    /// <summary>With the sliver and the reason.</summary>
    public InvalidSliverException(SliverFault fault, Axis axis, SliverIndex index, BlobId blob)
        : base($"{axis} sliver {index} is not of blob {blob}: {Explain(fault)}.") => Fault = fault;

    /// <summary>The reason.</summary>
    public SliverFault Fault { get; }

    private static string Explain(SliverFault fault) => fault switch
    {
        SliverFault.IndexOutOfRange => "there are not that many shards",
        SliverFault.WrongLength => "its length is wrong",
        SliverFault.WrongSymbolSize => "its symbol size is wrong",
        SliverFault.RootMismatch => "its data do not match the metadata",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
