using System.Text.Json;
using CsCheck;
using Walrus.Core.Bcs;

namespace Walrus.Core.Tests.Fuzzing;

/// <summary>
/// Damaged and random input for everything that reads: it is refused by an exception of the contract or read, and then it is the
/// canonical form of what was read. Memory is bounded by <see cref="Allowance"/>. The seed of a failure is printed.
/// </summary>
public sealed class FuzzTests
{
    // The dearest byte is one of a vector of symbols: an object with two more behind it for every four.
    private const int BytesPerByte = 100;
    private const int Overhead = 16_384;

    private static readonly Dictionary<string, BinaryForm> Binary = BinaryForms.All.ToDictionary(form => form.Name);
    private static readonly Dictionary<string, TextForm> Text = TextForms.All.ToDictionary(form => form.Name);

    private static readonly Gen<byte> EdgeByte = Gen.Int[0, 4].Select(i => (byte)new[] { 0, 1, 0x7f, 0x80, 0xff }[i]);

    private static readonly Gen<Func<byte[], byte[]>> Damage = Gen.OneOf(
        Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[1, 4].Select<(int, byte)[], Func<byte[], byte[]>>(changes => bytes => Change(bytes, changes)),
        Gen.Select(Gen.Int[0, 20], EdgeByte).Array[1, 6].Select<(int, byte)[], Func<byte[], byte[]>>(changes => bytes => Change(bytes, changes)),
        Gen.Int[0, 4000].Select<int, Func<byte[], byte[]>>(length => bytes => bytes[..(length % (bytes.Length + 1))]),
        Gen.Byte.Array[1, 40].Select<byte[], Func<byte[], byte[]>>(more => bytes => [.. bytes, .. more]),
        Gen.Byte.Array[0, 200].Select<byte[], Func<byte[], byte[]>>(random => _ => random));

    public static TheoryData<string> BinaryNames => [.. Binary.Keys];

    public static TheoryData<string> TextNames => [.. Text.Keys];

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void Bytes_are_refused_or_are_the_form_of_what_was_read(string name)
    {
        BinaryForm form = Binary[name];
        Assert.Equal(form.Honest, form.Rewrite(form.Honest));
        Damage.Sample(
            damage =>
            {
                byte[] bytes = damage(form.Honest);
                if (Bounded(bytes.Length, () => form.Rewrite(bytes)) is { } read && name != "signers")
                    Assert.Equal(bytes, read);
            },
            iter: 1000, threads: 1);
    }

    [Theory]
    [MemberData(nameof(TextNames))]
    public void Text_is_refused_or_means_what_its_canonical_text_means(string name)
    {
        TextForm form = Text[name];
        Assert.Equal(form.Honest, form.Rewrite(form.Honest));
        Damage.Sample(
            damage =>
            {
                string text = System.Text.Encoding.Latin1.GetString(damage(System.Text.Encoding.UTF8.GetBytes(form.Honest)));
                if (Bounded(text.Length, () => form.Rewrite(text)) is { } canonical)
                    Assert.Equal(canonical, form.Rewrite(canonical));
            },
            iter: 1000, threads: 1);
    }

    [Theory]
    [MemberData(nameof(TextNames))]
    public void A_long_text_costs_no_more_than_its_length(string name)
    {
        Text[name].Rewrite(Text[name].Honest);
        foreach (char character in "09A-=[{\" \0\uffff")
            Bounded(200_000, () => Text[name].Rewrite(new string(character, 200_000)));
    }

    [Fact]
    public void Every_type_with_a_canonical_form_is_among_those_that_are_tried()
    {
        IEnumerable<string> types = typeof(ProtocolException).Assembly.GetTypes()
            .Where(type => !type.IsInterface && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IBcs<>)))
            .Select(type => type.Name);
        Assert.Empty(types.Except(Binary.Keys));
    }

    private static long Allowance(int length) => (long)length * BytesPerByte + Overhead;

    private static T? Bounded<T>(int length, Func<T?> read) where T : class
    {
        T? result = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            result = read();
        }
        catch (Exception exception) when (exception is ProtocolException or FormatException or JsonException)
        {
            // Refused as the contract says; anything else fails the test.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Allowance(length));
        return result;
    }

    private static byte[] Change(byte[] bytes, (int Place, byte Value)[] changes)
    {
        byte[] changed = [.. bytes];
        foreach ((int place, byte value) in changes)
            changed[place % changed.Length] = value;
        return changed;
    }
}
