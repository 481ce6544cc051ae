package io.belfry.server.api;

import io.belfry.server.notification.Content;
import io.belfry.server.user.UserId;
import java.util.List;

/// One thing to send, and to whom; `isList` when they were written as a list.
record Send(List<UserId> to, boolean isList, Content content) {
  Send {
    to = List.copyOf(to);
  }
}
