using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PipelineDsl.Testing;

/// <summary>One watch of a simulated cluster: one JSON object a line, until its time is over or somebody cuts it.</summary>
internal sealed class ClusterWatch(HttpResponse response, ClusterStore store, TimeProvider time, ClusterRequest request)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cut)
    {
        response.ContentType = "application/json";
        string asked = request.ResourceVersion;
        List<ClusterEvent>? events = [];
        int position;
        Task changed;
        if (asked is "" or "0" || request.SendInitialEvents)
        {
            (long version, JsonObject[] objects) = store.List(request.Resource, request.Namespace);
            foreach (JsonObject existing in objects.Where(request.Matches))
            {
                Write("ADDED", existing);
            }

            if (request.SendInitialEvents)
            {
                WriteBookmark(version, new JsonObject { ["k8s.io/initial-events-end"] = "true" });
            }

            (events, position, changed) = store.Since(version);
        }
        else
        {
            (events, position, changed) = store.Since(long.Parse(asked, CultureInfo.InvariantCulture));
        }

        if (events is null)
        {
            Write("ERROR", ClusterStatus.TooOld(asked, store.Version));
            return;
        }

        // Headers go out at once: a client waits for them, not for the first change.
        await response.StartAsync(cut);
        long began = time.GetTimestamp();
        while (true)
        {
            foreach (ClusterEvent change in events)
            {
                Write(change);
            }

            await response.BodyWriter.FlushAsync(cut);
            TimeSpan left = request.Timeout - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            if (!await WaitAsync(changed, left < BookmarkInterval ? left : BookmarkInterval, cut))
            {
                WriteBookmark(store.Version);
            }

            (events, position, changed) = store.After(position);
        }
    }

    private async Task<bool> WaitAsync(Task changed, TimeSpan limit, CancellationToken cut)
    {
        try
        {
            await changed.WaitAsync(limit, time, cut);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Write(ClusterEvent change)
    {
        if (change.Resource.Length == 0)
        {
            WriteBookmark(change.Version);
            return;
        }

        bool before = change.Resource == request.Resource && change.Before is not null && request.Matches(change.Before);
        bool after = change.Resource == request.Resource && change.After is not null && request.Matches(change.After);
        if (after)
        {
            Write(before ? "MODIFIED" : "ADDED", change.After!);
        }
        else if (before)
        {
            // The last state that matched, under the version of the change.
            var last = (JsonObject)change.Before!.DeepClone();
            last["metadata"]!["resourceVersion"] = change.Version.ToString(CultureInfo.InvariantCulture);
            Write("DELETED", last);
        }
    }

    private void WriteBookmark(long version, JsonObject? annotations = null)
    {
        if (!request.AllowBookmarks)
        {
            return;
        }

        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (annotations is not null)
        {
            metadata["annotations"] = annotations;
        }

        Write("BOOKMARK", new JsonObject { ["kind"] = request.Kind, ["apiVersion"] = request.Type.ApiVersion, ["metadata"] = metadata });
    }

    private void Write(string type, JsonObject json)
    {
        using (var writer = new Utf8JsonWriter(response.BodyWriter))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WritePropertyName("object"u8);
            json.WriteTo(writer);
            writer.WriteEndObject();
        }

        response.BodyWriter.Write("\n"u8);
    }
}
