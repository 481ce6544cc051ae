package io.belfry.server.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageJson;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.belfry.socketio.Event;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// What an identified client may ask for (docs/protocol.md, "What a client may say"). Safe for
/// several threads.
final class ClientCommands {
  private static final int HISTORY = 100;

  private final Lanes lanes;
  private final Inboxes inboxes;

  ClientCommands(Lanes lanes, Inboxes inboxes) {
    this.lanes = lanes;
    this.inboxes = inboxes;
  }

  /// What is done about each event, by its name.
  Map<String, Consumer<Event>> handlers() {
    return Map.of(
        "markNotificationRead", onOne((user, id) -> new Command.MarkRead(user, id, true)),
        "markNotificationUnread", onOne((user, id) -> new Command.MarkRead(user, id, false)),
        "deleteNotification", onOne(Command.Delete::new),
        "archiveNotification", event -> withClient(event, client -> archive(event, client)),
        "markAllRead", onAll(Command.MarkAllRead::new),
        "markSeen", onAll(Command.MarkAllSeen::new),
        "getNotifications", event -> withClient(event, client -> list(event, client)));
  }

  private Consumer<Event> onOne(BiFunction<UserId, NotificationId, Command> command) {
    return event ->
        withClient(
            event,
            client -> withId(event, id -> submit(event, client, command.apply(client.user(), id))));
  }

  private Consumer<Event> onAll(Function<UserId, Command> command) {
    return event ->
        withClient(event, client -> submit(event, client, command.apply(client.user())));
  }

  private void archive(Event event, Client client) {
    JsonNode archived = event.arg(1);
    if (!isFlag(archived)) {
      refuse(
          event,
          Problem.of(
              ProblemCode.INVALID_REQUEST, "archiveNotification takes an id and a boolean."));
      return;
    }
    withId(
        event,
        id ->
            submit(
                event, client, new Command.Archive(client.user(), id, archived.asBoolean(true))));
  }

  private void submit(Event event, Client client, Command command) {
    whenFree(
        event,
        client,
        () ->
            lanes.submit(
                command,
                client.loop(),
                outcome -> {
                  client.end();
                  answer(event, client, command, outcome);
                }));
  }

  /// Does `work` unless the client has too much under way; what is begun is to be ended.
  private static void whenFree(Event event, Client client, Runnable work) {
    if (client.begin()) {
      work.run();
    } else {
      refuse(event, Problem.of(ProblemCode.OVERLOADED));
    }
  }

  private static void answer(Event event, Client client, Command command, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done done -> {
        event.ack(Answers.done(done));
        if (!done.changed() && command instanceof Command.MarkAllRead) {
          client.send(client.dialect().nothingUnread());
        }
      }
      case Outcome.Missing() -> refuse(event, Problem.of(ProblemCode.NOT_FOUND));
      case Outcome.Failed(ProblemCode code) -> refuse(event, Problem.of(code));
      case Outcome.Answer _,
          Outcome.Mismatch _,
          Outcome.NotAhead _,
          Outcome.Chosen _,
          Outcome.Invalid _ ->
          throw new IllegalStateException("clients do not send");
    }
  }

  private void list(Event event, Client client) {
    JsonNode said = event.arg(0);
    if (said.isObject()) {
      Optional<PageQuery> query = Queries.parse(said);
      if (query.isEmpty()) {
        refuse(
            event,
            Problem.of(
                ProblemCode.INVALID_REQUEST,
                "getNotifications takes {limit: 1 to 1000, cursor, unread, archived}."));
        return;
      }
      read(event, client, query.get(), page -> RawEvents.json(PageJson.of(page, "\"ok\":true,")));
    } else if (!isFlag(said)) {
      refuse(
          event,
          Problem.of(ProblemCode.INVALID_REQUEST, "getNotifications takes a boolean or a query."));
    } else {
      PageQuery query =
          said.asBoolean(false) ? PageQuery.newest(HISTORY) : PageQuery.unread(HISTORY);
      read(event, client, query, page -> RawEvents.array(page.notifications()));
    }
  }

  private void read(Event event, Client client, PageQuery query, Function<Page, Object> answer) {
    whenFree(
        event,
        client,
        () ->
            inboxes
                .read(client.user(), reader -> answer.apply(reader.page(client.user(), query)))
                .whenCompleteAsync(
                    (read, failure) -> {
                      client.end();
                      if (failure == null) {
                        event.ack(read);
                      } else {
                        refuse(event, Problem.of(code(failure)));
                      }
                    },
                    client.loop()));
  }

  private static ProblemCode code(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return cause instanceof StoreException store ? store.code() : ProblemCode.INTERNAL;
  }

  private static boolean isFlag(JsonNode argument) {
    return argument.isMissingNode() || argument.isNull() || argument.isBoolean();
  }

  private static void withClient(Event event, Consumer<Client> then) {
    event
        .socket()
        .attachment(Client.class)
        .ifPresentOrElse(
            then,
            () ->
                refuse(
                    event,
                    Problem.of(
                        ProblemCode.UNAUTHENTICATED, "Say who you are first: emit 'auth'.")));
  }

  private static void withId(Event event, Consumer<NotificationId> then) {
    Optional<NotificationId> id =
        event.arg(0).isTextual()
            ? NotificationId.parse(event.arg(0).textValue())
            : Optional.empty();
    id.ifPresentOrElse(
        then,
        () ->
            refuse(
                event,
                Problem.of(
                    ProblemCode.INVALID_REQUEST, event.name() + " takes a notification's id.")));
  }

  private static void refuse(Event event, Problem problem) {
    event.ack(Answers.failed(problem));
  }
}
