package io.belfry.server.inbox;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A [Page] on the wire: `{epoch, seq, unread, unseen, nextCursor, notifications}`, the same in
/// HTTP and on the socket.
public final class PageJson {
  private PageJson() {}

  /// The object of `page`, with the members `extra` (such as `"ok":true,`) before its own.
  public static JsonBytes of(Page page, String extra) {
    var out = new ByteArrayOutputStream(512);
    String next = page.next().isPresent() ? "\"" + page.next().getAsLong() + "\"" : "null";
    String head =
        "{%s\"epoch\":\"%s\",\"seq\":%d,\"unread\":%d,\"unseen\":%d,\"nextCursor\":%s,"
            .concat("\"notifications\":")
            .formatted(
                extra,
                page.position().epoch(),
                page.position().seq(),
                page.unread(),
                page.unseen(),
                next);
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    NotificationJson.writeAll(out, page.notifications());
    out.write('}');
    return JsonBytes.of(out.toByteArray());
  }
}
