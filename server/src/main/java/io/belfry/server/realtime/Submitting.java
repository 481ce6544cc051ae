package io.belfry.server.realtime;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.socketio.Event;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// How what a client asks for is done: not more of it at once than one may ask, and answered on the
/// client's event loop. Safe for several threads.
final class Submitting {
  private final Lanes lanes;

  Submitting(Lanes lanes) {
    this.lanes = lanes;
  }

  /// Has `command` done; `then` gets what became of it.
  void submit(Event event, Client client, Command command, Consumer<Outcome> then) {
    submit(event, client, answer -> lanes.submit(command, client.loop(), answer), then);
  }

  /// Has `work` done, which answers on the client's event loop; `then` gets what became of it.
  void submit(
      Event event, Client client, Consumer<Consumer<Outcome>> work, Consumer<Outcome> then) {
    if (isFree(event, client)) {
      work.accept(
          outcome -> {
            client.end();
            then.accept(outcome);
          });
    }
  }

  /// Answers with what `answer` makes of what `read` reads.
  <R> void read(
      Event event, Client client, Supplier<CompletionStage<R>> read, Function<R, Object> answer) {
    if (isFree(event, client)) {
      read.get()
          .whenCompleteAsync(
              (found, failure) -> {
                client.end();
                if (failure == null) {
                  event.ack(answer.apply(found));
                } else {
                  refuse(event, Problem.of(code(failure)));
                }
              },
              client.loop());
    }
  }

  static void refuse(Event event, Problem problem) {
    event.ack(Answers.failed(problem));
  }

  /// Whether the client has not too much under way; what is begun is to be ended.
  private static boolean isFree(Event event, Client client) {
    boolean free = client.begin();
    if (!free) {
      refuse(event, Problem.of(ProblemCode.OVERLOADED));
    }
    return free;
  }

  private static ProblemCode code(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return cause instanceof StoreException store ? store.code() : ProblemCode.INTERNAL;
  }
}
