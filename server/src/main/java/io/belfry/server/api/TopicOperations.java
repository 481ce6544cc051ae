package io.belfry.server.api;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.user.Topic;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The calls that say who subscribes to a topic.
final class TopicOperations {
  /// Subscriptions that end in one transaction, for others wait for it.
  private static final int PORTION = 1_000;

  /// Between two portions: about as long as one takes, so that SQLite's one writer gets its turn.
  private static final long PAUSE_MS = 5;

  private static final FieldError NO_TOPIC =
      new FieldError("topic", "must be 1 to 128 of A to Z, a to z, 0 to 9, _, ., :, @ and -");

  private final TopicStore topics;
  private final TakingIn takingIn;
  private final SideCalls calls;
  private final Callers callers;

  TopicOperations(TopicStore topics, TakingIn takingIn, SideCalls calls, Callers callers) {
    this.topics = topics;
    this.takingIn = takingIn;
    this.calls = calls;
    this.callers = callers;
  }

  /// `POST /api/v1/topics/{topic}/subscribe`.
  void subscribe(RoutingContext call) {
    change(call, (topic, users) -> calls.ask(() -> topics.subscribe(topic, users)), "subscribed");
  }

  /// `POST /api/v1/topics/{topic}/unsubscribe`.
  void unsubscribe(RoutingContext call) {
    change(call, this::leave, "unsubscribed");
  }

  /// `GET /api/v1/topics/{topic}`.
  void find(RoutingContext call) {
    onTopic(
        call,
        topic ->
            Continue.with(
                call,
                calls.ask(() -> topics.count(topic)),
                count ->
                    Replies.json(
                        call,
                        200,
                        JsonBytes.of(
                            "{\"topic\":%s,\"subscribers\":%d}"
                                .formatted(Replies.quote(topic.name()), count)))));
  }

  /// `GET /api/v1/topics/{topic}/subscribers`.
  void subscribers(RoutingContext call) {
    onTopic(
        call,
        topic ->
            NamePage.answer(
                call,
                UserId::parse,
                "users",
                page -> calls.ask(() -> topics.subscribers(topic, page.after(), page.wanted()))));
  }

  /// `DELETE /api/v1/topics/{topic}`.
  void clear(RoutingContext call) {
    onTopic(call, topic -> clear(call, topic));
  }

  private void clear(RoutingContext call, Topic topic) {
    Continue.with(
        call,
        calls.ask(() -> topics.subscribers(topic, Optional.empty(), PORTION)),
        users -> {
          if (users.isEmpty()) {
            Replies.done(call);
          } else {
            Continue.with(
                call,
                leave(topic, users),
                ended -> call.vertx().setTimer(PAUSE_MS, timer -> clear(call, topic)));
          }
        });
  }

  private void change(RoutingContext call, Change change, String counted) {
    onTopic(
        call,
        topic ->
            Bodies.json(
                call,
                SubscribersReader::read,
                users ->
                    Continue.with(
                        call,
                        change.of(topic, List.copyOf(users)),
                        count ->
                            Replies.json(
                                call,
                                200,
                                JsonBytes.of("{\"%s\":%d}".formatted(counted, count))))));
  }

  /// Ends subscriptions of `users`, who keep what they were sent before.
  private Future<Integer> leave(Topic topic, List<UserId> users) {
    return takingIn
        .before(users)
        .compose(taken -> calls.ask(() -> topics.unsubscribe(topic, users)));
  }

  /// Goes on as a backend with the topic of the path.
  private void onTopic(RoutingContext call, Consumer<Topic> then) {
    callers.backend(
        call,
        caller -> {
          Optional<Topic> topic = Topic.parse(Bodies.path(call, "topic"));
          topic.ifPresentOrElse(
              then, () -> Replies.problem(call, Problem.invalid(List.of(NO_TOPIC))));
        });
  }

  @FunctionalInterface
  private interface Change {
    Future<Integer> of(Topic topic, List<UserId> users);
  }
}
