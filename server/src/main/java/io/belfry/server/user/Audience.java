package io.belfry.server.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whom a broadcast is for.
///
/// @param topic its subscribers; nothing for everybody who is known
/// @param except who of them not
/// @param where attributes that they must have, each with one of these values, see [Attributes]
public record Audience(
    Optional<Topic> topic, Set<UserId> except, SortedMap<String, NavigableSet<String>> where) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Audience {
    except = Set.copyOf(except);
    where = new TreeMap<>(where);
  }

  /// The audience of which [#rest] wrote `rest`.
  ///
  /// @throws IllegalArgumentException when it did not
  public static Audience of(Optional<Topic> topic, String rest) {
    JsonNode tree = Attributes.tree(rest);
    Set<UserId> except = new LinkedHashSet<>();
    tree.path("except").forEach(user -> except.add(new UserId(user.textValue())));
    SortedMap<String, NavigableSet<String>> where = new TreeMap<>();
    tree.path("where")
        .properties()
        .forEach(
            each -> {
              NavigableSet<String> values = new TreeSet<>();
              each.getValue().forEach(value -> values.add(Attributes.value(value).orElseThrow()));
              where.put(each.getKey(), values);
            });
    return new Audience(topic, except, where);
  }

  /// Whether it depends on attributes.
  public boolean hasFilter() {
    return !where.isEmpty();
  }

  /// Whether `user`, who has `attributes`, is one of those whom the topic or everybody is reduced
  /// to.
  public boolean includes(UserId user, Attributes attributes) {
    return !except.contains(user) && attributes.match(where);
  }

  /// Everything but the topic, as a JSON object: `{except?: […], where?: {name: [values]}}`.
  public String rest() {
    ObjectNode rest = JSON.createObjectNode();
    if (!except.isEmpty()) {
      ArrayNode users = rest.putArray("except");
      except.stream().map(UserId::value).sorted().forEach(users::add);
    }
    if (!where.isEmpty()) {
      ObjectNode wanted = rest.putObject("where");
      where.forEach(
          (name, values) -> {
            ArrayNode any = wanted.putArray(name);
            values.forEach(value -> any.addRawValue(new RawValue(value)));
          });
    }
    return rest.toString();
  }
}
