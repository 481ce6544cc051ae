package io.belfry.server.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.server.inbox.PageQuery.Archived;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// An inbox by chance, and questions by chance of what is in it: the same ones for the same seed.
final class SearchWorld {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> WORDS =
      List.of("red", "green", "Blue", "order-7", "Ünïcode", "reddish", "会议", "7", "straße");
  private static final List<String> SOUGHT =
      List.of("red", "gre", "blue", "order", "unicode", "redd", "议", "7", "strasse", "none");
  private static final List<String> TYPES = List.of("info", "comment", "like", "a.b-c");
  private static final List<Archived> SIDES = List.of(Archived.values());
  private static final long STEP_MS = 1_000;

  private final SplittableRandom random;
  private long nowMs = OpenInboxStore.NOON;

  SearchWorld(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// `count` contents, some at a time.
  List<List<Content>> contents(int count) {
    List<List<Content>> all = new ArrayList<>();
    for (int left = count; left > 0; ) {
      int some = Math.min(left, random.nextInt(1, 20));
      left -= some;
      List<Content> portion = new ArrayList<>();
      for (int i = 0; i < some; i++) {
        portion.add(content());
      }
      all.add(portion);
    }
    return all;
  }

  long nextMs() {
    nowMs += random.nextInt(1, 4) * STEP_MS;
    return nowMs;
  }

  /// What happens to some of `ids`, if anything: without it they stay as they were sent.
  List<Command> changes(UserId user, List<NotificationId> ids) {
    List<Command> changes = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      return changes;
    }
    for (NotificationId id : ids) {
      switch (random.nextInt(8)) {
        case 0, 1 -> changes.add(new Command.MarkRead(user, id, true));
        case 2 -> changes.add(new Command.Archive(user, id, true));
        case 3 -> {
          changes.add(new Command.MarkRead(user, id, true));
          changes.add(new Command.Archive(user, id, true));
        }
        case 4 -> changes.add(new Command.Delete(user, id));
        default -> {}
      }
    }
    return changes;
  }

  Asked ask() {
    Set<String> types =
        random.nextInt(3) == 0 ? new TreeSet<>(some(TYPES, random.nextInt(1, 3))) : Set.of();
    Set<Priority> priorities = EnumSet.noneOf(Priority.class);
    if (random.nextInt(3) == 0) {
      priorities.add(Priority.ofLevel(random.nextInt(4)));
      priorities.add(Priority.ofLevel(random.nextInt(4)));
    }
    long from = random.nextInt(4) == 0 ? aTime() : 0;
    long to = random.nextInt(4) == 0 ? Math.max(aTime(), from + 1) : Filter.MAX_MS;
    List<DataField> data = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      data.add(new DataField("n", Integer.toString(random.nextInt(3))));
    }
    if (random.nextInt(5) == 0) {
      data.add(new DataField("b", random.nextBoolean() ? "true" : "false"));
    }
    return new Asked(
        random.nextInt(1, 30),
        random.nextInt(5) == 0,
        one(SIDES),
        random.nextInt(3) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty(),
        types,
        priorities,
        from,
        to,
        data,
        random.nextInt(2) == 0 ? some(SOUGHT, random.nextInt(1, 3)) : List.of());
  }

  private long aTime() {
    return OpenInboxStore.NOON + random.nextLong((nowMs - OpenInboxStore.NOON) / STEP_MS) * STEP_MS;
  }

  private Content content() {
    Priority priority = Priority.ofLevel(random.nextInt(4));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", one(TYPES));
    json.put("title", String.join(" ", some(WORDS, 2)));
    json.put("message", String.join(", ", some(WORDS, 3)));
    json.put("priority", priority.wire());
    if (random.nextBoolean()) {
      json.putObject("actor").put("id", "red").put("name", one(WORDS));
    }
    ObjectNode data = json.putObject("data");
    switch (random.nextInt(3)) {
      case 0 -> data.put("n", random.nextInt(3));
      case 1 -> data.put("n", Integer.toString(random.nextInt(3)));
      default -> data.putObject("n").put("n", 1);
    }
    if (random.nextBoolean()) {
      data.put("b", random.nextBoolean());
    }
    return new Content(priority, JsonBytes.of(json.toString()));
  }

  private List<String> some(List<String> words, int count) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(one(words));
    }
    return some;
  }

  private <T> T one(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /// A question, and what it means, written in another way than the server does it.
  record Asked(
      int limit,
      boolean unread,
      Archived archived,
      Optional<Boolean> read,
      Set<String> types,
      Set<Priority> priorities,
      long fromMs,
      long toMs,
      List<DataField> data,
      List<String> words) {

    PageQuery query(OptionalLong before) {
      Optional<TextSearch> text =
          words.isEmpty()
              ? Optional.empty()
              : Optional.of(new TextSearch(TextSearch.words(String.join(" ", words))));
      var content = new ContentFilter(types, data, text);
      var filter = new Filter(read, priorities, fromMs, toMs, content);
      return new PageQuery(limit, before, unread, archived, filter);
    }

    boolean wants(Notification each) {
      JsonNode json = tree(each);
      Set<Boolean> sides =
          switch (archived) {
            case EXCLUDED -> Set.of(false);
            case ONLY -> Set.of(true);
            case INCLUDED -> Set.of(false, true);
            case SNOOZED -> Set.of();
          };
      long time = each.id().timestamp();
      return sides.contains(each.isArchived())
          && (!unread || !each.isRead())
          && read.orElse(each.isRead()) == each.isRead()
          && (types.isEmpty() || types.contains(json.path("type").asText()))
          && (priorities.isEmpty() || priorities.contains(each.content().priority()))
          && time >= fromMs
          && time < toMs
          && data.stream().allMatch(field -> has(json.path("data"), field))
          && found(json).containsAll(words);
    }

    private static boolean has(JsonNode data, DataField field) {
      JsonNode value = data.path(field.name());
      return value.isValueNode() && value.asText().equals(field.value());
    }

    /// Which of the words that are sought are in it.
    private static Set<String> found(JsonNode json) {
      String text =
          json.path("title").asText()
              + " "
              + json.path("message").asText()
              + " "
              + json.path("actor").path("name").asText();
      Set<String> found = new TreeSet<>();
      for (String word : List.of(text.replace(",", "").split(" ", -1))) {
        switch (word) {
          case "red" -> found.add("red");
          case "reddish" -> found.addAll(Set.of("red", "redd"));
          case "green" -> found.add("gre");
          case "Blue" -> found.add("blue");
          case "order-7" -> found.addAll(Set.of("order", "7"));
          case "Ünïcode" -> found.add("unicode");
          case "会议" -> found.add("议");
          case "7" -> found.add("7");
          case "straße" -> found.add("strasse");
          default -> {}
        }
      }
      return found;
    }

    private static JsonNode tree(Notification each) {
      try {
        return JSON.readTree(each.content().json().bytes());
      } catch (IOException malformed) {
        throw new UncheckedIOException(malformed);
      }
    }
  }
}
