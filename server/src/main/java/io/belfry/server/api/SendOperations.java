package io.belfry.server.api;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The calls that send notifications: one, a batch, and the customary shape.
final class SendOperations {
  private final Lanes lanes;
  private final Callers callers;
  private final SendReader reader;
  private final BroadcastOperations broadcasts;
  private final Idempotency idempotency = new Idempotency();

  SendOperations(Lanes lanes, Callers callers, SendReader reader, BroadcastOperations broadcasts) {
    this.lanes = lanes;
    this.callers = callers;
    this.reader = reader;
    this.broadcasts = broadcasts;
  }

  /// `POST /api/v1/notifications`.
  void send(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            idempotency.guard(
                call,
                caller,
                key -> Bodies.json(call, reader::send, send -> send(call, send, key))));
  }

  private void send(RoutingContext call, Send send, Optional<Idempotency.Scoped> key) {
    if (send.audience().isEmpty()) {
      submit(call, send, key);
    } else if (send.later().isPresent()) {
      broadcasts.schedule(call, send.later().get(), send.audience().get(), key);
    } else {
      broadcasts.send(call, send, send.audience().get(), key);
    }
  }

  /// `POST /api/v1/notifications/batch`.
  void batch(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            idempotency.guard(
                call,
                caller,
                key ->
                    Bodies.json(
                        call,
                        reader::batch,
                        items -> submit(call, items, key, SendAnswers::batch))));
  }

  /// `POST /api/send-notification`.
  void compat(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            idempotency.guard(
                call,
                caller,
                key -> Bodies.json(call, reader::compat, sends -> compat(call, sends, key))));
  }

  private void submit(RoutingContext call, Send send, Optional<Idempotency.Scoped> key) {
    lanes.submit(
        commands(send, key, 0),
        executor(call),
        outcomes -> {
          Optional<Problem> refusal = SendAnswers.refusal(outcomes);
          if (refusal.isPresent()) {
            Replies.problem(call, refusal.get());
          } else if (send.isList()) {
            Replies.json(call, 202, SendAnswers.list(send, outcomes));
          } else if (outcomes.getFirst() instanceof Outcome.Sent sent) {
            call.response().putHeader(HttpHeaders.LOCATION, "/api/v1/notifications/" + sent.id());
            Replies.json(call, send.later().isPresent() ? 202 : 201, sent.json());
          } else if (outcomes.getFirst() instanceof Outcome.Suppressed(JsonBytes json)) {
            Replies.json(call, 200, json);
          }
        });
  }

  private void compat(
      RoutingContext call, SendReader.CompatSends sends, Optional<Idempotency.Scoped> key) {
    if (sends.batch()) {
      submit(call, sends.items(), key, SendAnswers::compatBatch);
      return;
    }
    switch (sends.items().getFirst()) {
      case Checked.Invalid<Send> invalid ->
          Replies.problem(call, Problem.invalid(invalid.errors()));
      case Checked.Valid<Send>(Send send) ->
          lanes.submit(
              commands(send, key, 0),
              executor(call),
              outcomes ->
                  SendAnswers.refusal(outcomes.getFirst())
                      .ifPresentOrElse(
                          problem -> Replies.problem(call, problem),
                          () ->
                              Replies.json(
                                  call, 200, SendAnswers.compat(send, outcomes.getFirst()))));
    }
  }

  /// Sends the valid ones of `items` in one transaction, and answers for each of them.
  private void submit(
      RoutingContext call,
      List<Checked<Send>> items,
      Optional<Idempotency.Scoped> key,
      BatchAnswer answer) {
    List<Command> commands = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Checked.Valid<Send>(Send send)) {
        commands.addAll(commands(send, key, i));
      }
    }
    if (commands.isEmpty()) {
      Replies.json(call, 200, answer.of(items, List.of()));
      return;
    }
    lanes.submit(
        commands,
        executor(call),
        outcomes -> {
          if (outcomes.contains(new Outcome.Mismatch())) {
            Replies.problem(call, ProblemCode.IDEMPOTENCY_MISMATCH);
          } else {
            Replies.json(call, 200, answer.of(items, outcomes));
          }
        });
  }

  private static List<Command> commands(
      Send send, Optional<Idempotency.Scoped> key, int firstIndex) {
    List<Command> commands = new ArrayList<>(send.to().size());
    for (int i = 0; i < send.to().size(); i++) {
      int index = firstIndex + i;
      UserId user = send.to().get(i);
      Optional<IdempotencyKey> item = key.map(scoped -> scoped.item(index));
      commands.add(
          send.later()
              .<Command>map(later -> new Command.Schedule(user, later, item))
              .orElseGet(() -> new Command.Send(user, send.content(), item)));
    }
    return commands;
  }

  private static Executor executor(RoutingContext call) {
    return EventLoops.of(call);
  }

  @FunctionalInterface
  private interface BatchAnswer {
    JsonBytes of(List<Checked<Send>> items, List<Outcome> outcomes);
  }
}
