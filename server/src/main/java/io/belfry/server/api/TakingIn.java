package io.belfry.server.api;

import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import java.util.List;

/// What has to happen before somebody leaves a topic, or has other attributes: their inboxes take
/// in what was broadcast until now, which was for those whom it found then.
final class TakingIn {
  private final Broadcasts broadcasts;
  private final Inboxes inboxes;
  private final SideCalls calls;

  TakingIn(Broadcasts broadcasts, Inboxes inboxes, SideCalls calls) {
    this.broadcasts = broadcasts;
    this.inboxes = inboxes;
    this.calls = calls;
  }

  /// Done when the inboxes of `users` have heard everything.
  Future<Void> before(List<UserId> users) {
    return calls
        .ask(broadcasts::areAny)
        .compose(
            any ->
                any ? Future.fromCompletionStage(inboxes.takeIn(users)) : Future.succeededFuture());
  }
}
