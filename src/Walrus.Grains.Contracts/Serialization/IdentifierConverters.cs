using System.Buffers.Binary;
using Walrus.Core.Identifiers;

namespace Walrus.Grains.Contracts.Serialization;

/// <summary>Thirty-two bytes as they travel between silos.</summary>
[GenerateSerializer, Immutable, Alias("walrus.bytes32")]
public struct Bytes32Surrogate
{
    /// <summary>The first sixteen bytes, big-endian.</summary>
    [Id(0)] public UInt128 High { get; set; }

    /// <summary>The last sixteen bytes, big-endian.</summary>
    [Id(1)] public UInt128 Low { get; set; }

    internal static Bytes32Surrogate Of(Bytes32 value)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Length];
        value.CopyTo(bytes);
        return new() { High = BinaryPrimitives.ReadUInt128BigEndian(bytes), Low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]) };
    }

    internal readonly Bytes32 ToBytes32()
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
        return new Bytes32(bytes);
    }
}

/// <summary>Lets a <see cref="BlobId"/> stand in grain messages.</summary>
[RegisterConverter]
public sealed class BlobIdConverter : IConverter<BlobId, Bytes32Surrogate>
{
    /// <inheritdoc/>
    public BlobId ConvertFromSurrogate(in Bytes32Surrogate surrogate) => new(surrogate.ToBytes32());

    /// <inheritdoc/>
    public Bytes32Surrogate ConvertToSurrogate(in BlobId value) => Bytes32Surrogate.Of(value.Bytes);
}

/// <summary>Lets an <see cref="ObjectId"/> stand in grain messages.</summary>
[RegisterConverter]
public sealed class ObjectIdConverter : IConverter<ObjectId, Bytes32Surrogate>
{
    /// <inheritdoc/>
    public ObjectId ConvertFromSurrogate(in Bytes32Surrogate surrogate) => new(surrogate.ToBytes32());

    /// <inheritdoc/>
    public Bytes32Surrogate ConvertToSurrogate(in ObjectId value) => Bytes32Surrogate.Of(value.Bytes);
}

/// <summary>A small number as it travels between silos.</summary>
[GenerateSerializer, Immutable, Alias("walrus.u32")]
public struct NumberSurrogate
{
    /// <summary>The number.</summary>
    [Id(0)] public uint Value { get; set; }
}

/// <summary>Lets an <see cref="Epoch"/> stand in grain messages.</summary>
[RegisterConverter]
public sealed class EpochConverter : IConverter<Epoch, NumberSurrogate>
{
    /// <inheritdoc/>
    public Epoch ConvertFromSurrogate(in NumberSurrogate surrogate) => new(surrogate.Value);

    /// <inheritdoc/>
    public NumberSurrogate ConvertToSurrogate(in Epoch value) => new() { Value = value.Value };
}

/// <summary>Lets a <see cref="ShardIndex"/> stand in grain messages.</summary>
[RegisterConverter]
public sealed class ShardIndexConverter : IConverter<ShardIndex, NumberSurrogate>
{
    /// <inheritdoc/>
    public ShardIndex ConvertFromSurrogate(in NumberSurrogate surrogate) => new((int)surrogate.Value);

    /// <inheritdoc/>
    public NumberSurrogate ConvertToSurrogate(in ShardIndex value) => new() { Value = value.Value };
}
