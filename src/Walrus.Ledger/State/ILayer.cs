namespace Walrus.Ledger.State;

/// <summary>A part of the state that lies on the same part of the layer below.</summary>
internal interface ILayer
{
    /// <summary>Hands the changes to the layer below; there are none left here.</summary>
    void Commit();

    /// <summary>Undoes the changes. Only a layer on another can.</summary>
    void Clear();
}
