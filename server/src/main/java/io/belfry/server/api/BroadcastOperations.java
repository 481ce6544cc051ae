package io.belfry.server.api;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.Unschedulable;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.realtime.Waiting;
import io.belfry.server.user.Audience;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The calls about what is sent to a topic or to all.
final class BroadcastOperations {
  private static final String PATH = "/api/v1/broadcasts/";
  private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");

  private final Broadcasts broadcasts;
  private final Waiting waiting;
  private final Callers callers;
  private final SendReader reader;
  private final SideCalls calls;

  BroadcastOperations(
      Broadcasts broadcasts, Waiting waiting, Callers callers, SendReader reader, SideCalls calls) {
    this.broadcasts = broadcasts;
    this.waiting = waiting;
    this.callers = callers;
    this.reader = reader;
    this.calls = calls;
  }

  /// Answers `POST /api/v1/notifications` where `send` is for `audience`.
  void send(RoutingContext call, Send send, Audience audience, Optional<Idempotency.Scoped> key) {
    NotificationId id = broadcasts.newId();
    Content content = Broadcast.named(send.content(), id, audience);
    JsonBytes answer =
        BroadcastJson.of(
            new Broadcast(0, id, audience, Optional.of(content), send.expiresMs(), 0, 0));
    var draft =
        new BroadcastStore.Draft(
            id, audience, content, send.expiresMs(), key.map(scoped -> scoped.item(0)), answer);
    later(call, () -> broadcasts.add(draft), added -> answer(call, added, PATH, id, answer));
  }

  /// The same, where it is to be broadcast later.
  void schedule(
      RoutingContext call, Later later, Audience audience, Optional<Idempotency.Scoped> key) {
    NotificationId id = broadcasts.newId();
    long atMs = later.at().epochMs(ZoneOffset.UTC, 0);
    JsonBytes answer = Later.told(id, atMs);
    var draft =
        new BroadcastStore.Draft(
            id, audience, later.content(), 0, key.map(scoped -> scoped.item(0)), answer);
    later(
        call,
        () -> broadcasts.schedule(draft, later),
        added -> answer(call, added, ScheduledOperations.PATH, id, answer));
  }

  private static void answer(
      RoutingContext call,
      BroadcastStore.Added added,
      String path,
      NotificationId id,
      JsonBytes answer) {
    switch (added) {
      case BroadcastStore.Added.New() -> accepted(call, path + id, answer);
      case BroadcastStore.Added.Repeated(NotificationId first, JsonBytes before) ->
          accepted(call, path + first, before);
      case BroadcastStore.Added.NotAhead() -> Replies.problem(call, ExpiryReader.NOT_AHEAD);
      case BroadcastStore.Added.NotScheduled(Unschedulable why) ->
          Replies.problem(call, LaterReader.problem(why));
      case BroadcastStore.Added.Mismatch() ->
          Replies.problem(call, ProblemCode.IDEMPOTENCY_MISMATCH);
    }
  }

  /// `GET /api/v1/broadcasts`.
  void list(RoutingContext call) {
    callers.backend(
        call,
        caller -> {
          var query = new QueryParameters(call.queryParams(), Set.of("limit", "cursor"));
          int limit = query.limit();
          Optional<Long> before = query.cursor(BroadcastOperations::place);
          switch (query.parsed(() -> before.orElse(Long.MAX_VALUE))) {
            case Checked.Invalid<Long> invalid ->
                Replies.problem(call, Problem.invalid(invalid.errors()));
            case Checked.Valid<Long>(Long from) ->
                later(
                    call,
                    () -> broadcasts.newest(from, limit + 1),
                    found -> Replies.json(call, 200, BroadcastJson.page(found, limit)));
          }
        });
  }

  private static Optional<Long> place(String cursor) {
    return CURSOR.matcher(cursor).matches() ? Optional.of(Long.valueOf(cursor)) : Optional.empty();
  }

  /// `GET /api/v1/broadcasts/{id}`.
  void status(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            find(
                call,
                broadcast ->
                    Continue.with(
                        call,
                        Future.fromCompletionStage(waiting.of(broadcast.number())),
                        report ->
                            later(
                                call,
                                () -> broadcasts.tally(broadcast),
                                tally ->
                                    Replies.json(
                                        call, 200, BroadcastJson.of(broadcast, tally, report))))));
  }

  /// `PATCH /api/v1/broadcasts/{id}`.
  void edit(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            Bodies.json(
                call,
                ContentPatch::read,
                patch ->
                    withId(
                        call,
                        id -> later(call, () -> edited(id, patch), reply -> reply.accept(call)))));
  }

  /// Patches the broadcast of that id as it stands, whoever else does so meanwhile; returns what is
  /// to be answered.
  private Consumer<RoutingContext> edited(NotificationId id, ContentPatch patch) {
    while (true) {
      Optional<Broadcast> before = broadcasts.find(id);
      if (before.isEmpty()) {
        return call -> Replies.problem(call, ProblemCode.NOT_FOUND);
      }
      if (before.get().content().isEmpty()) {
        return call -> Replies.problem(call, ProblemCode.RECALLED);
      }
      switch (reader.content(patch.of(before.get().content().get()))) {
        case Checked.Invalid<Content> invalid -> {
          return call -> Replies.problem(call, Problem.invalid(invalid.errors()));
        }
        case Checked.Valid<Content>(Content content) -> {
          if (broadcasts.edit(
              before.get(), Broadcast.named(content, id, before.get().audience()))) {
            Optional<Broadcast> now = broadcasts.find(id);
            return call ->
                now.ifPresentOrElse(
                    found -> Replies.json(call, 200, BroadcastJson.of(found)),
                    () -> Replies.problem(call, ProblemCode.NOT_FOUND));
          }
        }
      }
    }
  }

  /// `DELETE /api/v1/broadcasts/{id}`.
  void recall(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            withId(
                call,
                id ->
                    later(
                        call,
                        () -> broadcasts.recall(id),
                        found -> {
                          if (found) {
                            call.response().setStatusCode(204).end();
                          } else {
                            Replies.problem(call, ProblemCode.NOT_FOUND);
                          }
                        })));
  }

  private void find(RoutingContext call, Consumer<Broadcast> then) {
    withId(
        call,
        id ->
            later(
                call,
                () -> broadcasts.find(id),
                found ->
                    found.ifPresentOrElse(
                        then, () -> Replies.problem(call, ProblemCode.NOT_FOUND))));
  }

  private static void withId(RoutingContext call, Consumer<NotificationId> then) {
    NotificationId.parse(Bodies.path(call, "id"))
        .ifPresentOrElse(then, () -> Replies.problem(call, ProblemCode.NOT_FOUND));
  }

  private <T> void later(RoutingContext call, Supplier<T> work, Consumer<T> then) {
    Continue.with(call, calls.ask(work), then);
  }

  private static void accepted(RoutingContext call, String location, JsonBytes answer) {
    call.response().putHeader(HttpHeaders.LOCATION, location);
    Replies.json(call, 202, answer);
  }
}
