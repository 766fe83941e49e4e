using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Accounting;

public sealed class ReservationShapesTests
{
    private const string Topic = "storage-resource";

    public static TheoryData<string> All => Vectors.Ids(Topic);

    [Theory, MemberData(nameof(All))]
    public void Reservations_are_cut_and_joined(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        if (vector.Abort is { } abort)
            Assert.Equal(abort, Assert.Throws<LedgerException>(() => Apply(vector)).Reason);
        else
            Assert.Equal(vector.Expect.GetProperty("result").ToString().Replace(" ", string.Empty, StringComparison.Ordinal), Apply(vector));
    }

    private static string Apply(VectorCase vector)
    {
        StorageReservation first = Reservation(vector.Given.GetProperty("first"));
        return vector.Kind switch
        {
            "splitEpoch" => Describe(ReservationShapes.SplitByEpoch(first, new Epoch((uint)vector.Given.U64("at")))),
            "splitSize" => Describe(ReservationShapes.SplitBySize(first, vector.Given.U64("at"))),
            "fuse" => Describe(ReservationShapes.Fuse(first, Second(vector))),
            "fuseAmount" => Describe(ReservationShapes.FuseAmount(first, Second(vector))),
            "fusePeriods" => Describe(ReservationShapes.FusePeriods(first, Second(vector))),
            _ => throw new InvalidOperationException(vector.Kind),
        };
    }

    private static StorageReservation Second(VectorCase vector) => Reservation(vector.Given.GetProperty("second"));

    private static StorageReservation Reservation(JsonElement triple) =>
        new(Make.Id(1), Make.Address(1), new Epoch((uint)triple[0].U64()), new Epoch((uint)triple[1].U64()), triple[2].U64());

    private static string Describe((StorageReservation Kept, StorageReservation Cut) split) => $"[{Describe(split.Kept)},{Describe(split.Cut)}]";

    private static string Describe(StorageReservation reservation) => $"[{reservation.Start},{reservation.End},{reservation.Size}]";
}
