package io.belfry.server.api;

import io.belfry.server.inbox.Later;
import io.belfry.server.notification.Content;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// One thing to send, and to whom.
///
/// @param to users; none when it is for an audience
/// @param isList whether they were written as a list
/// @param audience of a broadcast
/// @param expiresMs when it goes, epoch milliseconds; 0 for never, and for what is sent later
/// @param later when it waits for its time, all about it
record Send(
    List<UserId> to,
    boolean isList,
    Optional<Audience> audience,
    Content content,
    long expiresMs,
    Optional<Later> later) {
  Send {
    to = List.copyOf(to);
  }
}
