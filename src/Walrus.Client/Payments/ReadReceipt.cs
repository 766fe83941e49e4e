namespace Walrus.Client.Payments;

/// <summary>What a read was.</summary>
/// <param name="Bytes">Unencoded bytes that came.</param>
/// <param name="Vouchers">Vouchers that were signed; none where reading is free.</param>
/// <param name="Cost">FROST that they promise: what the read costs at most.</param>
/// <param name="Deposited">FROST that were paid into the channel for it.</param>
public sealed record ReadReceipt(long Bytes, int Vouchers, ulong Cost, ulong Deposited);
