using Microsoft.Data.Sqlite;

namespace PipelineDsl.Delivery;

/// <summary>The file of a spool: a SQLite database with a write-ahead log, so that what is saved survives the death of the process.</summary>
/// <remarks>Every method throws <see cref="SqliteException"/> when the disk does not do its part. Not thread-safe.</remarks>
internal sealed class SpoolFile : IDisposable
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly SqliteConnection _connection;

    private SpoolFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="SqliteException">It cannot be used.</exception>
    /// <exception cref="IOException">The directory cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory must not be made.</exception>
    public static SpoolFile Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            var file = new SpoolFile(connection);

            // NORMAL does not wait for the disk at every commit: a power cut may cost the last ones, the death of the process none.
            file.Run("PRAGMA journal_mode=WAL");
            file.Run("PRAGMA synchronous=NORMAL");
            file.Run("PRAGMA journal_size_limit=8388608");
            file.Run("PRAGMA cache_size=-512");
            file.Run("PRAGMA locking_mode=EXCLUSIVE");
            file.Run("""
                CREATE TABLE IF NOT EXISTS requests (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, samples INTEGER NOT NULL,
                    newest INTEGER NOT NULL, saved INTEGER NOT NULL, body BLOB NOT NULL)
                """);
            return file;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether an error says that the file itself is damaged.</summary>
    public static bool IsDamage(Exception error) => error is SqliteException { SqliteErrorCode: Corrupt or NotADatabase };

    /// <summary>What is in the file, oldest first.</summary>
    public List<SpoolRecord> ReadAll()
    {
        using SqliteCommand command = Command("SELECT id, version, samples, newest, saved, length(body) FROM requests ORDER BY id");
        using SqliteDataReader reader = command.ExecuteReader();
        var records = new List<SpoolRecord>();
        while (reader.Read())
        {
            records.Add(new SpoolRecord(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt32(5)));
        }

        return records;
    }

    /// <summary>Saves requests, all or none.</summary>
    /// <returns>Their numbers.</returns>
    public long[] Add(IReadOnlyList<UnsavedRequest> requests, long now)
    {
        long[] ids = new long[requests.Count];
        using SqliteTransaction transaction = _connection.BeginTransaction();
        using SqliteCommand command = Command(
            "INSERT INTO requests (version, samples, newest, saved, body) VALUES ($version, $samples, $newest, $saved, $body) RETURNING id");
        command.Transaction = transaction;
        for (int i = 0; i < ids.Length; i++)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$version", requests[i].Format);
            command.Parameters.AddWithValue("$samples", requests[i].Batch.Samples);
            command.Parameters.AddWithValue("$newest", requests[i].Batch.Newest);
            command.Parameters.AddWithValue("$saved", now);
            command.Parameters.AddWithValue("$body", requests[i].Body.ToArray());
            ids[i] = (long)command.ExecuteScalar()!;
        }

        transaction.Commit();
        return ids;
    }

    /// <returns>The body; <see langword="null"/> if the request is not there.</returns>
    public byte[]? Read(long id)
    {
        using SqliteCommand command = Command("SELECT body FROM requests WHERE id = $id");
        command.Parameters.AddWithValue("$id", id);
        return (byte[]?)command.ExecuteScalar();
    }

    public void Delete(IReadOnlyList<long> ids)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        using SqliteCommand command = Command("DELETE FROM requests WHERE id = $id");
        command.Transaction = transaction;
        foreach (long id in ids)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$id", id);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private void Run(string statement)
    {
        using SqliteCommand command = Command(statement);
        command.ExecuteNonQuery();
    }

    // Every text is a constant of this class.
#pragma warning disable CA2100
    private SqliteCommand Command(string text) => new(text, _connection);
#pragma warning restore CA2100
}
