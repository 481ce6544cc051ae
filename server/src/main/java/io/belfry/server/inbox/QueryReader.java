package io.belfry.server.inbox;

import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.FieldError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what a caller asks of an inbox, whichever way the call came, and collects what is wrong
/// with it. Used once, on one thread.
public final class QueryReader {
  /// What the name of a parameter begins with that is about a member of `data`.
  public static final String DATA = "data.";

  private static final Pattern EPOCH_MS = Pattern.compile("[0-9]{1,15}");

  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> types = new LinkedHashSet<>();
  private final Set<Priority> priorities = EnumSet.noneOf(Priority.class);
  private final List<DataField> data = new ArrayList<>();
  private int limit = PageQuery.DEFAULT_LIMIT;
  private OptionalLong before = OptionalLong.empty();
  private boolean unread;
  private boolean snoozed;
  private PageQuery.Archived archived = PageQuery.Archived.EXCLUDED;
  private Optional<Boolean> read = Optional.empty();
  private long fromMs;
  private long toMs = Filter.MAX_MS;
  private Optional<TextSearch> text = Optional.empty();

  /// Reads the parameter `name`, which is not read twice.
  ///
  /// @param values one, or several where one of a list will do
  public void read(String name, List<String> values) {
    if (values.isEmpty()) {
      error(name, "must name at least one");
    }
    switch (name) {
      case "type" -> values.forEach(this::readType);
      case "priority" -> values.forEach(this::readPriority);
      default -> {
        if (values.size() > 1) {
          error(name, "must be said once");
        } else {
          values.forEach(value -> readOne(name, value));
        }
      }
    }
  }

  /// Notes what is wrong with the parameter `name`.
  public void error(String name, String message) {
    errors.add(new FieldError(name, message));
  }

  /// What was wrong with all of it.
  public List<FieldError> errors() {
    List<FieldError> all = new ArrayList<>(errors);
    if (snoozed && archived != PageQuery.Archived.EXCLUDED) {
      all.add(new FieldError("snoozed", "must not be given together with archived"));
    }
    return all;
  }

  /// What was read, where nothing is wrong with it.
  public PageQuery query() {
    PageQuery.Archived part = snoozed ? PageQuery.Archived.SNOOZED : archived;
    var content = new ContentFilter(types, data, text);
    var filter = new Filter(read, priorities, fromMs, toMs, content);
    return new PageQuery(limit, before, unread, part, filter);
  }

  private void readOne(String name, String value) {
    switch (name) {
      case "limit" -> readLimit(value);
      case "cursor" -> readCursor(value);
      case "unread" -> unread = flag(name, value);
      case "read" -> read = Optional.of(flag(name, value));
      case "archived" -> readArchived(value);
      case "snoozed" -> snoozed = flag(name, value);
      case "from" -> {
        fromMs = time(name, value).orElse(0);
        requireTime(name);
      }
      case "to" -> {
        toMs = time(name, value).orElse(Filter.MAX_MS);
        requireTime(name);
      }
      case "q" -> readText(value);
      default -> {
        if (name.startsWith(DATA)) {
          readData(name, value);
        } else {
          error(name, "is not a known parameter");
        }
      }
    }
  }

  private void readLimit(String value) {
    PageQuery.parseLimit(value)
        .ifPresentOrElse(
            found -> limit = found, () -> error("limit", "must be 1 to " + PageQuery.MAX_LIMIT));
  }

  private void readCursor(String value) {
    before = PageQuery.parseCursor(value);
    if (before.isEmpty()) {
      error("cursor", "must be a nextCursor of an earlier page");
    }
  }

  private void readArchived(String value) {
    switch (value) {
      case "false" -> archived = PageQuery.Archived.EXCLUDED;
      case "true" -> archived = PageQuery.Archived.ONLY;
      case "all" -> archived = PageQuery.Archived.INCLUDED;
      default -> error("archived", "must be true, false or all");
    }
  }

  private boolean flag(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      error(name, "must be true or false");
    }
    return value.equals("true");
  }

  private void readType(String value) {
    if (!Rules.isTypeName(value)) {
      error("type", Rules.TYPE_NAMES);
    } else if (types.add(value) && types.size() == ContentFilter.MAX_TYPES + 1) {
      error("type", "must be at most %d types".formatted(ContentFilter.MAX_TYPES));
    }
  }

  private void readPriority(String value) {
    Priority.parse(value)
        .ifPresentOrElse(
            priorities::add, () -> error("priority", "must be low, normal, high or urgent"));
  }

  private void requireTime(String name) {
    if (fromMs >= toMs) {
      error(name, "must leave time between 'from' and 'to'");
    }
  }

  private OptionalLong time(String name, String value) {
    OptionalLong ms =
        EPOCH_MS.matcher(value).matches()
            ? OptionalLong.of(Long.parseLong(value))
            : Rfc3339.epochMs(value);
    if (ms.isEmpty()) {
      error(
          name,
          "must be a time as in RFC 3339, such as 2030-01-01T12:00:00Z, or epoch milliseconds");
    } else if (ms.getAsLong() < 0 || ms.getAsLong() >= Filter.MAX_MS) {
      error(name, "must be a time from 1970 to 10888");
      return OptionalLong.empty();
    }
    return ms;
  }

  private void readData(String name, String value) {
    String member = name.substring(DATA.length());
    if (member.isEmpty() || length(member) > DataField.MAX_CHARACTERS) {
      error(name, "must name a member of 'data', by %s".formatted(characters(1)));
    } else if (length(value) > DataField.MAX_CHARACTERS) {
      error(name, "must have %s".formatted(characters(0)));
    } else if (data.size() == ContentFilter.MAX_DATA) {
      error(
          name,
          "is one more than the %d members of 'data' that may be named".formatted(data.size()));
    } else {
      data.add(new DataField(member, value));
    }
  }

  private static String characters(int least) {
    return "%d to %d characters".formatted(least, DataField.MAX_CHARACTERS);
  }

  private void readText(String value) {
    int length = length(value);
    if (length < 1 || length > TextSearch.MAX_CHARACTERS) {
      error("q", "must have 1 to %d characters".formatted(TextSearch.MAX_CHARACTERS));
      return;
    }
    List<String> words = TextSearch.words(value);
    if (words.isEmpty()) {
      error("q", "has nothing to look for: write a letter, a digit or a symbol");
    } else if (words.size() > TextSearch.MAX_WORDS) {
      error(
          "q", "must have at most %d words, has %d".formatted(TextSearch.MAX_WORDS, words.size()));
    } else {
      text = Optional.of(new TextSearch(words));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
