package io.belfry.server.policy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A notification that grows: each one that joins it becomes what it says, and is counted and
/// listed in its `group`.
///
/// ```
/// group: {key, title?, window?, count, actors: [{id?, name?, avatar?}], items: [{at, title,
///         message, url?, actor?}]}
/// ```
///
/// `actors` are the latest [#MAX_ACTORS] that differ, `items` the latest [#MAX_ITEMS], newest
/// first, as far as they have [#MAX_ITEM_BYTES] together.
public final class Card {
  /// How long a card takes others in, unless its sender says otherwise.
  public static final Duration WINDOW = Duration.ofDays(1);

  /// How long it can.
  public static final Duration MAX_WINDOW = Duration.ofDays(30);

  public static final int MAX_ACTORS = 3;
  public static final int MAX_ITEMS = 20;
  public static final int MAX_ITEM_BYTES = 16_384;

  /// How many characters (code points) a title has at the most, unless its template has more.
  private static final int MAX_TITLE = 256;

  /// Numbers stay as they are written.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final String GROUP = "group";
  private static final String COUNT = "count";
  private static final String ACTORS = "actors";
  private static final String ITEMS = "items";
  private static final String ACTOR = "actor";

  private Card() {}

  /// Whether `template` names something that a card knows, and nothing else.
  public static boolean isTemplate(String template) {
    Matcher places = PLACE.matcher(template);
    boolean any = false;
    while (places.find()) {
      if (value(places.group(1), "", 1) == null) {
        return false;
      }
      any = true;
    }
    String rest = places.reset().replaceAll("");
    return any && !rest.contains("{{") && !rest.contains("}}");
  }

  /// Whether `card` takes others in at `nowMs`: it counts as unread, and its window is open.
  public static boolean isOpen(Notification card, long nowMs) {
    if (!card.countsAsUnread()) {
      return false;
    }
    JsonNode window = tree(card.content()).path(GROUP).path("window");
    long windowMs = window.isNumber() ? window.longValue() * 1_000 : WINDOW.toMillis();
    return nowMs < card.id().timestamp() + windowMs;
  }

  /// Whether `content`, as stores keep it, is no card of several.
  public static boolean isAlone(Content content) {
    return tree(content).path(GROUP).path(COUNT).asInt(1) == 1;
  }

  /// `sent`, of a group, as a card that others can join.
  public static Content begun(Content sent, long atMs) {
    ObjectNode json = tree(sent);
    grow(json, json.withObject("/" + GROUP).deepCopy(), 1, atMs);
    return written(sent, json);
  }

  /// `card` with `sent`, of the same group, joined at `atMs`: it says what `sent` does, by the
  /// title of the group where there is one.
  public static Content joined(Content card, Content sent, long atMs) {
    ObjectNode json = tree(sent);
    ObjectNode group = tree(card).withObject("/" + GROUP);
    JsonNode template = json.path(GROUP).path("title");
    if (template.isTextual()) {
      group.set("title", template);
    }
    int count = group.path(COUNT).asInt(1) + 1;
    String own = json.path("title").asText();
    grow(json, group, count, atMs);
    if (group.path("title").isTextual()) {
      json.put("title", title(group.path("title").textValue(), json, own, count));
    }
    return written(sent, json);
  }

  private static void grow(ObjectNode json, ObjectNode group, int count, long atMs) {
    group.put(COUNT, count);
    JsonNode actor = json.path(ACTOR);
    ArrayNode actors = group.withArray("/" + ACTORS);
    if (actor.isObject()) {
      for (Iterator<JsonNode> each = actors.iterator(); each.hasNext(); ) {
        if (name(each.next()).equals(name(actor))) {
          each.remove();
        }
      }
      actors.insert(0, actor.deepCopy());
    }
    while (actors.size() > MAX_ACTORS) {
      actors.remove(MAX_ACTORS);
    }
    ObjectNode item = JSON.createObjectNode().put("at", atMs);
    for (String field : new String[] {"title", "message", "url", ACTOR}) {
      if (json.has(field)) {
        item.set(field, json.get(field).deepCopy());
      }
    }
    ArrayNode items = group.withArray("/" + ITEMS);
    items.insert(0, item);
    while (items.size() > MAX_ITEMS || (items.size() > 1 && bytes(items) > MAX_ITEM_BYTES)) {
      items.remove(items.size() - 1);
    }
    json.set(GROUP, group);
  }

  private static int bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /// By what actors are told apart.
  private static String name(JsonNode actor) {
    JsonNode id = actor.path("id");
    return id.isTextual() ? "id " + id.textValue() : "name " + actor.path("name").asText();
  }

  private static String title(String template, JsonNode json, String own, int count) {
    JsonNode name = json.path(ACTOR).path("name");
    String actor = name.isTextual() ? name.textValue() : own;
    String title =
        PLACE
            .matcher(template)
            .replaceAll(
                place -> {
                  String value = value(place.group(1), actor, count);
                  return Matcher.quoteReplacement(value == null ? place.group() : value);
                });
    int most = Math.max(MAX_TITLE, template.codePointCount(0, template.length()));
    return title.codePointCount(0, title.length()) <= most
        ? title
        : title.substring(0, title.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static @Nullable String value(String name, String actor, int count) {
    return switch (name.strip()) {
      case "actor" -> actor;
      case "others" -> Integer.toString(count - 1);
      case "count" -> Integer.toString(count);
      default -> null;
    };
  }

  private static Content written(Content sent, ObjectNode json) {
    return new Content(
        sent.priority(), JsonBytes.of(json.toString()), sent.expiresMs(), sent.traits());
  }

  private static ObjectNode tree(Content content) {
    try {
      return (ObjectNode) JSON.readTree(content.json().bytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
