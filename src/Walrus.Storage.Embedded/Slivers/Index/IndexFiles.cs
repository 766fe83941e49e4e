using System.Globalization;

namespace Walrus.Storage.Slivers.Index;

/// <summary>
/// The folders of an index. A damaged one is not mended but followed by the next, which is made from the segments; the highest
/// number counts, the others are removed.
/// </summary>
/// <param name="folder">Where they lie; null: the index is kept in memory alone.</param>
internal sealed class IndexFiles(string? folder)
{
    private int _number;

    /// <summary>Opens the newest index, or creates the first.</summary>
    /// <exception cref="IndexFailedException">It cannot be opened, or belongs to another store.</exception>
    public SliverBooks OpenNewest(Guid storeId)
    {
        if (folder is null)
            return CreateInMemory(storeId);
        _number = Numbers().DefaultIfEmpty(0).Max();
        if (_number == 0)
            return Create(storeId);
        var books = new SliverBooks(IndexDatabase.Open(PathOf(_number)), storeId);
        if (books.State.StoreId == storeId)
            return books;
        books.Dispose();
        throw new IndexFailedException("It belongs to another store or another version.");
    }

    /// <summary>A new index, in memory when the disk does not take one.</summary>
    public SliverBooks Create(Guid storeId)
    {
        if (folder is null)
            return CreateInMemory(storeId);
        try
        {
            _number = Numbers().Append(_number).Max() + 1;
            var books = new SliverBooks(IndexDatabase.Open(PathOf(_number)), storeId);
            // From here on an index without a state is one that was disowned.
            books.Commit(default, default);
            books.Persist();
            return books;
        }
        catch (IndexFailedException)
        {
            // A full or read-only disk: what is held can still be found, and is looked for again at the next start.
            return CreateInMemory(storeId);
        }
    }

    /// <summary>A new index that is gone with its process.</summary>
    public static SliverBooks CreateInMemory(Guid storeId) => new(IndexDatabase.CreateInMemory(), storeId);

    /// <summary>Removes every index but the newest, which must be the one in use.</summary>
    public void RemoveOld()
    {
        foreach (int number in Numbers().Where(number => number < _number).ToList())
        {
            try
            {
                Directory.Delete(PathOf(number), recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is no longer used, and is removed by a later start.
                return;
            }
        }
    }

    private string PathOf(int number) => Path.Combine(folder!, number.ToString(CultureInfo.InvariantCulture));

    private IEnumerable<int> Numbers()
    {
        if (folder is null || !Directory.Exists(folder))
            yield break;
        foreach (string path in Directory.EnumerateDirectories(folder))
        {
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                yield return number;
        }
    }
}
