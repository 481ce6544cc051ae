package io.belfry.server.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.action.Presses;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageJson;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Press;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.belfry.socketio.Event;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// What an identified client may ask for (docs/protocol.md, "What a client may say"). Safe for
/// several threads.
final class ClientCommands {
  private static final int HISTORY = 100;
  private static final Problem NO_SNOOZE =
      Problem.of(
          ProblemCode.INVALID_REQUEST,
          "snoozeNotification takes an id and a time that lies ahead, within a year, or null.");

  private final Submitting submitting;
  private final Inboxes inboxes;
  private final Presses presses;
  private final PreferenceCommands preferences;

  ClientCommands(Lanes lanes, Inboxes inboxes, Presses presses, Rules rules, InstantSource clock) {
    this.submitting = new Submitting(lanes);
    this.inboxes = inboxes;
    this.presses = presses;
    this.preferences = new PreferenceCommands(submitting, inboxes, rules, clock);
  }

  /// What is done about each event, by its name.
  Map<String, Consumer<Event>> handlers() {
    Map<String, Consumer<Event>> handlers = new HashMap<>(ofInbox());
    preferences
        .handlers()
        .forEach(
            (name, handler) ->
                handlers.put(
                    name, event -> withClient(event, client -> handler.accept(event, client))));
    return handlers;
  }

  private Map<String, Consumer<Event>> ofInbox() {
    return Map.of(
        "markNotificationRead", onOne((user, id) -> new Command.MarkRead(user, id, true)),
        "markNotificationUnread", onOne((user, id) -> new Command.MarkRead(user, id, false)),
        "deleteNotification", onOne(Command.Delete::new),
        "archiveNotification", event -> withClient(event, client -> archive(event, client)),
        "snoozeNotification", event -> withClient(event, client -> snooze(event, client)),
        "notificationAction", event -> withClient(event, client -> act(event, client)),
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
      Submitting.refuse(
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

  private void act(Event event, Client client) {
    JsonNode action = event.arg(1);
    if (!action.isTextual()) {
      Submitting.refuse(
          event,
          Problem.of(
              ProblemCode.INVALID_REQUEST,
              "notificationAction takes the ids of a notification and of one of its actions."));
      return;
    }
    withId(
        event, id -> press(event, client, new Command.Act(client.user(), id, action.textValue())));
  }

  private void press(Event event, Client client, Command.Act act) {
    submitting.submit(
        event,
        client,
        then -> presses.submit(act, client.loop(), then),
        outcome -> answer(event, client, act, outcome));
  }

  private void snooze(Event event, Client client) {
    OptionalLong until = Queries.time(event.arg(1));
    if (until.isEmpty()) {
      Submitting.refuse(event, NO_SNOOZE);
      return;
    }
    withId(
        event,
        id -> submit(event, client, new Command.Snooze(client.user(), id, until.getAsLong())));
  }

  private void submit(Event event, Client client, Command command) {
    submitting.submit(event, client, command, outcome -> answer(event, client, command, outcome));
  }

  private static void answer(Event event, Client client, Command command, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done done -> {
        event.ack(Answers.done(done));
        if (!done.changed() && command instanceof Command.MarkAllRead) {
          client.send(client.dialect().nothingUnread());
        }
      }
      case Outcome.NoSuchAction none -> Submitting.refuse(event, none.problem());
      case Outcome.AlreadyAnswered(Press press) -> event.ack(Answers.answered(press));
      case Outcome.Missing() -> Submitting.refuse(event, Problem.of(ProblemCode.NOT_FOUND));
      case Outcome.Failed(ProblemCode code) -> Submitting.refuse(event, Problem.of(code));
      case Outcome.NotAhead _ -> Submitting.refuse(event, NO_SNOOZE);
      case Outcome.Answer _,
          Outcome.Mismatch _,
          Outcome.NotScheduled _,
          Outcome.Chosen _,
          Outcome.Invalid _ ->
          throw new IllegalStateException("clients do not send");
    }
  }

  private void list(Event event, Client client) {
    JsonNode said = event.arg(0);
    if (said.isObject()) {
      var reader = Queries.read(said);
      if (reader.errors().isEmpty()) {
        read(
            event,
            client,
            reader.query(),
            page -> RawEvents.json(PageJson.of(page, "\"ok\":true,")));
      } else {
        Submitting.refuse(event, Queries.refused(reader.errors()));
      }
    } else if (!isFlag(said)) {
      Submitting.refuse(
          event,
          Problem.of(ProblemCode.INVALID_REQUEST, "getNotifications takes a boolean or a query."));
    } else {
      PageQuery query =
          said.asBoolean(false) ? PageQuery.newest(HISTORY) : PageQuery.unread(HISTORY);
      read(event, client, query, page -> RawEvents.array(page.notifications()));
    }
  }

  private void read(Event event, Client client, PageQuery query, Function<Page, Object> answer) {
    submitting.read(
        event,
        client,
        () -> inboxes.read(client.user(), reader -> reader.page(client.user(), query)),
        answer);
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
                Submitting.refuse(
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
            Submitting.refuse(
                event,
                Problem.of(
                    ProblemCode.INVALID_REQUEST, event.name() + " takes a notification's id.")));
  }
}
