namespace Walrus.Client.Tests.Network;

/// <summary>How the way to a node, or the node itself, misbehaves.</summary>
internal enum NodeFault
{
    None,

    /// <summary>Connections are refused.</summary>
    Refuse,

    /// <summary>Requests are never answered.</summary>
    Hang,

    /// <summary>One byte of every body is another.</summary>
    Lie,

    /// <summary>Bodies are those of another sliver or blob: well-formed, and wrong.</summary>
    Swap,

    /// <summary>Bodies end in the middle.</summary>
    Truncate,

    /// <summary>Bodies never end.</summary>
    Endless,

    /// <summary>The answer is a failure inside the node.</summary>
    Fail,

    /// <summary>Uploads break off.</summary>
    BreakUploads,
}
