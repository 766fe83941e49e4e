namespace Walrus.Core.Encoding;

/// <summary>Works off numbered units that do not depend on each other.</summary>
internal interface IUnitWorker
{
    /// <summary>Works off one unit.</summary>
    void Process(int unit);
}
