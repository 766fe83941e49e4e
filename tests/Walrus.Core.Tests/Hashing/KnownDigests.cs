namespace Walrus.Core.Tests.Hashing;

/// <summary>Known answers of an independent implementation of BLAKE2b.</summary>
internal static class KnownDigests
{
    /// <summary>Digest of "abc".</summary>
    public const string Abc = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";

    /// <summary>Digest of the digests, one after another, of the <see cref="Message"/>s of 0 to 300 bytes.</summary>
    public const string OfAllUpTo300 = "c4b0acb1fb7af637ddfa67231c62850c9027189d2f1042d736ba99ffec45a666";

    /// <summary>Digests of <see cref="Message"/>s, by length in bytes.</summary>
    public static readonly TheoryData<int, string> ByLength = new()
    {
        { 0, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8" },
        { 1, "873e4fe9e41e924911bba3ec53ff4782efc8c0f244fb75c879f8a4328d0142ca" },
        { 2, "d750427370cb90b9c4bddc89b29788074d2591f5c4bc930bebfa87574a43429e" },
        { 3, "c6e841ce4b815c8b14b50c3b354f69115702a4afd19fb1a6aa4dae0d86859bda" },
        { 8, "6fca960f9fd5d7f4ab832a97b6c35a5272da6cce18dc88e7b2d1c4f1bf834966" },
        { 31, "4109264638b86ccd3e3895e0c4cdcc2b731d5958b9b9fc4e987a8b2fd49e3598" },
        { 32, "3432626845b7f17b6e71ac58f44af89fd05d4b4f5eccc539bd106d0a48e351f7" },
        { 33, "67f23bfcd363893e90706c27479a89941d8638e820d192b4a9da60ebdeeaa9fc" },
        { 63, "0745452c1dfca7e1ea6051fc7112a622b0131377e4ab08825d5b8223b37e0a8a" },
        { 64, "7f6ac9517a5a27b6a059aca25d95f3a144115a759b71ee3990df65191573c5e2" },
        { 65, "cbcc0b56230a8c21aaa9ce88b5631ebd9dbd1aebd009a765f77f0ce0b9793023" },
        { 111, "17b7eded4f29970a414650ee9b3d7f995dd34561144ddda0fc290b8235bb1e6e" },
        { 127, "cb805dad055a842f1092d84639d7fe552ac7189003dc8d2fc4606d01921b8962" },
        { 128, "82783c69cecd49386e8825c6b20f3b41a43b4c9e3a21b627d88bf025046e4c72" },
        { 129, "b71e24c47c2d5cc68a99732abb05b9f80f2ecdd7744e9d111f453bb26f917e69" },
        { 191, "b334e41c916b206c97818dd8bad59dabbbde8a49d7b6c96c18ef8dafe7612c07" },
        { 255, "32cba498e2237b85636e2692130d7422e9e9fa89c3b3180eb9b4f05c94d77620" },
        { 256, "39041a8098f94c795b569a413ef8f0477df2ee6c974e77c065ca884b008f6b3d" },
        { 257, "80d4c4ba1f51e69caba1a3bf455eaea43f062717d321b1dfbbbb7b6c3a566670" },
        { 383, "edbd6af7ea0ee5f9305bee061f28f63ef97b262ea644a92f0be496614e6dc1ce" },
        { 384, "1ef76371adba20d174ca248179f0117314c6d8a0dc29f17b91a38b28e07d769e" },
        { 385, "aed756a1f464c05e2b1a222288de6f1fedea1d12c4709d91cad0664a3a977584" },
        { 511, "c9d8028d688c2bf5ac53eecb50ccf735048ce9797c493ae34dcba1588b1d62e2" },
        { 512, "aca8c1ad8096ff231eca8b0d2b5afee03bc67fd3fcba4c8dad4af07b557ba015" },
        { 513, "1c7948ee369fa13f37585dacdeffad7e76d1b599e43f7eb1a0bb1992395eb19f" },
        { 1000, "5d0119acc3b3fb1d1e878b458ef4140eee7d2ecaec6cdbe8a095b6c2da4b06b7" },
        { 4096, "c29d4e72f439d3f6f3f14365f45e8e79dae557fddfef094c10cb54528ad930ff" },
        { 65534, "8bbf481d8433c7321a92f00db45b6382063d1a8d1c50e8d20b3a357b1afed978" },
    };

    /// <summary>Byte i is 31 i + 7.</summary>
    public static byte[] Message(int length)
    {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++)
            message[i] = unchecked((byte)(31 * i + 7));
        return message;
    }
}
